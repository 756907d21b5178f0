<?xml version="1.0" encoding="UTF-8"?>
<!--
  exec.xsl: the report on one page, for those who decide. More than one page is an error (reports.def), so that whatever is a list
  is cut to the room there is, and says so.

  Slots, named templates to override: slot:exec-figures, slot:exec-strip, slot:exec-gaps, slot:exec-side; slot:verdict, slot:head and
  slot:foot as in full.xsl.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:r="urn:assay:report:1" xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">
  <xsl:import href="tokens.xsl"/>
  <xsl:import href="figures/glyph.xsl"/>
  <xsl:import href="figures/strip.xsl"/>
  <xsl:import href="figures/mark.xsl"/>
  <xsl:import href="parts/words.xsl"/>
  <xsl:import href="parts/masters.xsl"/>
  <xsl:import href="parts/metadata.xsl"/>
  <xsl:import href="parts/furniture.xsl"/>
  <xsl:import href="parts/tables.xsl"/>
  <xsl:import href="parts/exec.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:template match="/"><xsl:apply-templates select="r:report"/></xsl:template>

  <xsl:template match="r:report">
    <xsl:variable name="title"><xsl:call-template name="word"><xsl:with-param name="id" select="'exec'"/></xsl:call-template></xsl:variable>
    <fo:root xml:lang="{$lang}" font-family="{$serif}" color="{$ink}" hyphenate="false">
      <xsl:call-template name="masters"/>
      <xsl:call-template name="metadata"><xsl:with-param name="subtitle" select="$title"/></xsl:call-template>
      <fo:page-sequence master-reference="portrait" force-page-count="no-force">
        <xsl:call-template name="furniture-portrait"/>
        <fo:flow flow-name="body">
          <xsl:call-template name="exec-heading"><xsl:with-param name="title" select="$title"/></xsl:call-template>
          <xsl:call-template name="slot:exec-figures"/>
          <xsl:call-template name="slot:exec-strip"/>
          <fo:table table-layout="fixed" width="160mm" space-before="15pt" role="Div">
            <fo:table-column column-width="93mm"/><fo:table-column column-width="7mm"/><fo:table-column column-width="60mm"/>
            <fo:table-body>
              <fo:table-row>
                <fo:table-cell><xsl:call-template name="slot:exec-gaps"/></fo:table-cell>
                <fo:table-cell><fo:block/></fo:table-cell>
                <fo:table-cell><xsl:call-template name="slot:exec-side"/></fo:table-cell>
              </fo:table-row>
            </fo:table-body>
          </fo:table>
          <fo:block space-before="9pt" xsl:use-attribute-sets="type-note"><xsl:value-of select="r:summary/r:formula[@name = 'denominator']"/><xsl:text> </xsl:text><xsl:value-of select="r:disclaimer"/></fo:block>
          <fo:block id="report-end" font-size="1pt" line-height="0pt"/>
        </fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>
</xsl:stylesheet>
