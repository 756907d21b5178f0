<?xml version="1.0" encoding="UTF-8"?>
<!--
  A house style in forty lines: it imports the program's full report and overrides two slots. Build with

      assay build ../small/assessment.xml -x brand.xsl -t theme.xml

  slot:foot is a named template; the task card is a template in mode slot:task-card.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:r="urn:assay:report:1" xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">
  <xsl:import href="assay:full.xsl"/>

  <!-- Our foot: who may read it, then the page. The document's id stands on the cover and is enough for us. -->
  <xsl:template name="slot:foot">
    <xsl:param name="measure"/>
    <fo:block text-align-last="justify" padding-before="3pt" border-before-style="solid" border-before-width="0.4pt" border-before-color="{$accent}" xsl:use-attribute-sets="type-note">
      <fo:inline font-weight="600"><xsl:call-template name="classification-foot"/></fo:inline>
      <fo:leader leader-pattern="space"/>
      <fo:page-number/>
      <xsl:text> / </xsl:text>
      <fo:page-number-citation ref-id="report-end"/>
    </fo:block>
  </xsl:template>

  <!-- Tasks that are met and need no comment: one line instead of a card. All others as the program has them. -->
  <xsl:template match="r:task[@status = 'M' and not(r:change-bar) and not(r:test)]" mode="slot:task-card">
    <fo:block id="{@anchor}" space-after="15pt" border-before-style="solid" border-before-width="0.9pt" border-before-color="{$ink}" padding-before="5pt" keep-together.within-page="always">
      <fo:block xsl:use-attribute-sets="type-task-label">
        <xsl:value-of select="@id"/>
        <xsl:text>&#xA0; </xsl:text>
        <xsl:value-of select="r:label"/>
        <xsl:text>&#xA0; </xsl:text>
        <xsl:call-template name="status-word"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="@word"/></xsl:call-template>
      </fo:block>
      <xsl:call-template name="prose"><xsl:with-param name="of" select="r:statement"/></xsl:call-template>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
