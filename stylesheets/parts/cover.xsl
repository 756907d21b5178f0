<?xml version="1.0" encoding="UTF-8"?>
<!-- cover.xsl: the cover: what, against what, when; the strip; who stands for it; the digests of what it was made from. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:cover">
    <fo:page-sequence master-reference="cover" force-page-count="no-force">
      <fo:static-content flow-name="cover-head">
        <xsl:call-template name="draft-mark"><xsl:with-param name="width" select="$short-side"/><xsl:with-param name="height" select="$long-side"/></xsl:call-template>
        <fo:block font-size="1pt" line-height="0pt"/>
      </fo:static-content>
      <fo:flow flow-name="body">
        <!-- Two lines of 34 pt have room on either paper. A longer title is smaller and begins higher, never over the strip. -->
        <xsl:variable name="chars" select="string-length(r:document/r:title)"/>
        <xsl:variable name="title-size"><xsl:choose><xsl:when test="$chars &gt; 170">17</xsl:when><xsl:when test="$chars &gt; 52">24</xsl:when><xsl:otherwise>34</xsl:otherwise></xsl:choose></xsl:variable>
        <xsl:variable name="title-drop"><xsl:choose><xsl:when test="$chars &gt; 52"><xsl:value-of select="$long-side * 0.08"/></xsl:when><xsl:otherwise><xsl:value-of select="$long-side * 0.144"/></xsl:otherwise></xsl:choose></xsl:variable>
        <!-- The head and the title keep their places; what is left between them and the identity is white. -->
        <fo:block-container height="{$long-side - 42 - 124}mm" overflow="visible">
          <fo:table table-layout="fixed" width="160mm" role="Div" space-after="{$title-drop}mm">
            <fo:table-column column-width="80mm"/>
            <fo:table-column column-width="80mm"/>
            <fo:table-body>
              <fo:table-row>
                <fo:table-cell><xsl:call-template name="slot:brand"/></fo:table-cell>
                <fo:table-cell><fo:block text-align="end" padding-before="1pt" xsl:use-attribute-sets="type-table" color="{$secondary}"><xsl:call-template name="classification-cover"/></fo:block></fo:table-cell>
              </fo:table-row>
            </fo:table-body>
          </fo:table>
          <fo:block id="cover" start-indent="0mm" end-indent="127mm" border-before-style="solid" border-before-width="2.2pt" border-before-color="{$accent}" space-before="{$title-drop}mm" font-size="1pt" line-height="0pt" space-after="13pt"/>
          <xsl:for-each select="r:document">
            <fo:block role="Title" xsl:use-attribute-sets="type-page-title" font-size="{$title-size * $em}pt" line-height="{($title-size + 5) * $em}pt"><xsl:value-of select="r:title"/></fo:block>
            <fo:block space-before="3pt" xsl:use-attribute-sets="type-page-title" font-size="{17 * $em}pt" line-height="{23 * $em}pt" font-weight="400"><xsl:value-of select="r:subtitle"/></fo:block>
            <fo:block space-before="9pt" xsl:use-attribute-sets="type-table" font-size="{10.5 * $em}pt" line-height="{15 * $em}pt" color="{$secondary}"><xsl:value-of select="r:framework-line"/></fo:block>
            <fo:block xsl:use-attribute-sets="type-table" font-size="{10.5 * $em}pt" line-height="{15 * $em}pt" color="{$secondary}">
              <xsl:value-of select="r:period-line"/>
              <xsl:text>&#xA0;&#xA0;·&#xA0; </xsl:text>
              <xsl:value-of select="r:as-of-line"/>
            </fo:block>
            <xsl:if test="r:draft-note">
              <fo:block space-before="13pt" border="0.7pt solid {$ink}" padding="5pt 8pt" start-indent="8.7pt" end-indent="8.7pt" xsl:use-attribute-sets="type-table" font-weight="600"><xsl:value-of select="r:draft-note"/></fo:block>
            </xsl:if>
          </xsl:for-each>
        </fo:block-container>
        <fo:block-container height="124mm" display-align="after">
          <xsl:variable name="fits"><xsl:call-template name="strip-fits"/></xsl:variable>
          <xsl:if test="$fits = 'yes'">
            <fo:block line-height="0pt" font-size="1pt"><xsl:call-template name="strip-cover"><xsl:with-param name="strip" select="r:summary/r:strip"/></xsl:call-template></fo:block>
            <fo:block space-before="3pt" space-after="24pt" xsl:use-attribute-sets="type-note">
              <xsl:value-of select="r:summary/r:strip/@note"/>
              <xsl:text> </xsl:text>
              <xsl:call-template name="word"><xsl:with-param name="id" select="'key-on-page'"/></xsl:call-template>
              <xsl:text> </xsl:text>
              <fo:page-number-citation ref-id="summary"/>
              <xsl:text>.</xsl:text>
            </fo:block>
          </xsl:if>
          <fo:block border-before-style="solid" border-before-width="0.7pt" border-before-color="{$ink}" font-size="1pt" line-height="2pt"/>
          <fo:list-block provisional-distance-between-starts="33mm" provisional-label-separation="3mm">
            <xsl:for-each select="r:identity/r:field[@name = 'assessment' or @name = 'producer' or @name = 'product' or @name = 'scope' or @name = 'prepared' or @name = 'reviewed' or @name = 'approved' or @name = 'supersedes']">
              <xsl:call-template name="label-item">
                <xsl:with-param name="word" select="concat('field-', @name)"/>
                <xsl:with-param name="content"><xsl:call-template name="field"/></xsl:with-param>
                <xsl:with-param name="drop" select="'0pt'"/>
              </xsl:call-template>
            </xsl:for-each>
          </fo:list-block>
          <fo:block space-before="5pt" border-before-style="solid" border-before-width="0.4pt" border-before-color="{$hairline}" font-size="1pt" line-height="2pt"/>
          <fo:list-block provisional-distance-between-starts="33mm" provisional-label-separation="3mm">
            <xsl:for-each select="r:digests/r:digest[@kind = 'source' or @kind = 'catalogue']">
              <xsl:call-template name="label-item">
                <xsl:with-param name="word" select="concat('digest-', @kind)"/>
                <xsl:with-param name="content"><xsl:call-template name="digest"><xsl:with-param name="digest" select="."/></xsl:call-template></xsl:with-param>
                <xsl:with-param name="drop" select="'0pt'"/>
              </xsl:call-template>
            </xsl:for-each>
            <xsl:call-template name="label-item">
              <xsl:with-param name="word" select="'digest-style'"/>
              <xsl:with-param name="content">
                <fo:block xsl:use-attribute-sets="type-table">
                  <xsl:for-each select="r:digests/r:digest[@kind = 'stylesheet' or @kind = 'theme']">
                    <xsl:call-template name="digest-short"><xsl:with-param name="text" select="@short2"/></xsl:call-template>
                    <xsl:text>&#xA0;…&#xA0;&#xA0; </xsl:text>
                  </xsl:for-each>
                  <xsl:call-template name="word"><xsl:with-param name="id" select="'in-full-on-page'"/></xsl:call-template>
                  <xsl:text>&#xA0;</xsl:text>
                  <fo:page-number-citation ref-id="colophon"/>
                </fo:block>
              </xsl:with-param>
              <xsl:with-param name="drop" select="'0pt'"/>
            </xsl:call-template>
            <xsl:call-template name="label-item">
              <xsl:with-param name="word" select="'rebuild'"/>
              <xsl:with-param name="content">
                <fo:block xsl:use-attribute-sets="type-table">
                  <fo:inline font-family="{$mono}" font-size="{7.2 * $em}pt" role="Code"><xsl:value-of select="r:colophon/@command"/></fo:inline>
                  <xsl:text>&#xA0;&#xA0; </xsl:text>
                  <xsl:call-template name="word"><xsl:with-param name="id" select="'with'"/></xsl:call-template>
                  <xsl:text> </xsl:text>
                  <xsl:value-of select="concat(r:colophon/@tool, '&#xA0;', r:colophon/@version)"/>
                </fo:block>
              </xsl:with-param>
              <xsl:with-param name="drop" select="'0pt'"/>
            </xsl:call-template>
          </fo:list-block>
        </fo:block-container>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

  <!-- Logo, or name. -->
  <xsl:template name="slot:brand">
    <xsl:variable name="logo" select="$theme/*[local-name() = 'logo']"/>
    <xsl:variable name="name" select="$theme/*[local-name() = 'brand']/@name"/>
    <xsl:choose>
      <xsl:when test="$logo">
        <fo:block line-height="0pt" font-size="1pt"><fo:external-graphic role="Figure" src="url('{$logo/@href}')" content-height="{$logo/@height}" height="{$logo/@height}" fox:alt-text="{$logo/@alt}"/></fo:block>
      </xsl:when>
      <xsl:otherwise>
        <fo:block xsl:use-attribute-sets="type-table" font-size="{11 * $em}pt" line-height="{14 * $em}pt" font-weight="600">
          <xsl:choose>
            <xsl:when test="string($name) != ''"><xsl:value-of select="$name"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$report/r:producer/@name"/></xsl:otherwise>
          </xsl:choose>
        </fo:block>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A field of the identity block: its text, or the box of a missing one. -->
  <xsl:template name="field">
    <xsl:choose>
      <xsl:when test="@missing = 'yes'"><fo:block xsl:use-attribute-sets="type-table" font-weight="600" color="{$c-notmet}"><xsl:value-of select="."/></fo:block></xsl:when>
      <xsl:when test="@name = 'classification'"><fo:block xsl:use-attribute-sets="type-table"><xsl:call-template name="classification-foot"/></fo:block></xsl:when>
      <xsl:otherwise><fo:block xsl:use-attribute-sets="type-table"><xsl:value-of select="."/></fo:block></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
