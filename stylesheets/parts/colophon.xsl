<?xml version="1.0" encoding="UTF-8"?>
<!-- colophon.xsl: the colophon: everything that is needed to build this very file again. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:colophon">
    <!-- Below the signatures where they fit on one page; else it would rule the head of a page that begins with a box. -->
    <xsl:variable name="break"><xsl:choose><xsl:when test="count(r:parties/r:party[@signs = 'yes']) &gt; 6">page</xsl:when><xsl:otherwise>auto</xsl:otherwise></xsl:choose></xsl:variable>
    <fo:block keep-together.within-page="always">
    <xsl:call-template name="part-title"><xsl:with-param name="id" select="'colophon'"/><xsl:with-param name="break" select="$break"/></xsl:call-template>
    <xsl:for-each select="r:colophon/r:line"><fo:block end-indent="24mm" space-after="5pt" xsl:use-attribute-sets="type-prose"><xsl:value-of select="."/></fo:block></xsl:for-each>
    <fo:list-block provisional-distance-between-starts="33mm" provisional-label-separation="3mm" space-before="9pt">
      <xsl:call-template name="label-item"><xsl:with-param name="word" select="'source-file'"/><xsl:with-param name="drop" select="'0pt'"/><xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-mono"><xsl:call-template name="soft-path"><xsl:with-param name="path" select="r:colophon/@source-file"/></xsl:call-template></fo:block></xsl:with-param></xsl:call-template>
      <xsl:for-each select="r:digests/r:digest">
        <xsl:call-template name="label-item"><xsl:with-param name="word" select="concat('digest-', @kind)"/><xsl:with-param name="drop" select="'0pt'"/><xsl:with-param name="content"><xsl:call-template name="digest"><xsl:with-param name="digest" select="."/></xsl:call-template></xsl:with-param></xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="label-item"><xsl:with-param name="word" select="'framework'"/><xsl:with-param name="drop" select="'0pt'"/><xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-table"><xsl:value-of select="r:framework/r:line"/></fo:block><fo:block color="{$secondary}" xsl:use-attribute-sets="type-table"><xsl:value-of select="r:framework/r:title"/></fo:block></xsl:with-param></xsl:call-template>
      <xsl:call-template name="label-item"><xsl:with-param name="word" select="'program'"/><xsl:with-param name="drop" select="'0pt'"/><xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-table"><xsl:value-of select="concat(r:colophon/@tool, '&#xA0;', r:colophon/@version)"/></fo:block></xsl:with-param></xsl:call-template>
      <xsl:call-template name="label-item"><xsl:with-param name="word" select="'rebuild'"/><xsl:with-param name="drop" select="'0pt'"/><xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-mono"><xsl:call-template name="soft-path"><xsl:with-param name="path" select="r:colophon/@command"/></xsl:call-template></fo:block></xsl:with-param></xsl:call-template>
    </fo:list-block>
    </fo:block>
    <fo:block id="report-end" font-size="1pt" line-height="0pt"/>
  </xsl:template>
</xsl:stylesheet>
