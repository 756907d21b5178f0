<?xml version="1.0" encoding="UTF-8"?>
<!-- scope.xsl: scope: what the answers are about, and what they are not. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:scope">
    <!-- What the author says about the summary follows it, and the scope follows that on the same page. -->
    <xsl:variable name="comment" select="r:narratives/r:narrative[@slot = 'summary']"/>
    <xsl:if test="$comment">
      <xsl:call-template name="part-title"><xsl:with-param name="id" select="'comment'"/></xsl:call-template>
      <xsl:call-template name="narrative"><xsl:with-param name="slot" select="'summary'"/></xsl:call-template>
    </xsl:if>
    <xsl:call-template name="part-title">
      <xsl:with-param name="id" select="'scope'"/>
      <xsl:with-param name="break"><xsl:choose><xsl:when test="$comment">auto</xsl:when><xsl:otherwise>page</xsl:otherwise></xsl:choose></xsl:with-param>
    </xsl:call-template>
    <fo:block end-indent="24mm">
      <xsl:call-template name="prose"><xsl:with-param name="of" select="r:scope/r:text"/></xsl:call-template>
    </fo:block>
    <fo:list-block provisional-distance-between-starts="24mm" provisional-label-separation="3mm" space-before="9pt">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'kind'"/>
        <xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-prose"><xsl:value-of select="r:scope/@kind-word"/></fo:block></xsl:with-param>
      </xsl:call-template>
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'period'"/>
        <xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-prose"><xsl:value-of select="r:period/@line"/>, <xsl:value-of select="r:document/r:as-of-line"/></fo:block></xsl:with-param>
      </xsl:call-template>
      <xsl:for-each select="r:scope/r:included | r:scope/r:excluded">
        <xsl:call-template name="label-item">
          <xsl:with-param name="word" select="local-name()"/>
          <xsl:with-param name="content"><xsl:call-template name="prose"><xsl:with-param name="of" select="."/></xsl:call-template></xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
    </fo:list-block>

    <xsl:call-template name="section-title"><xsl:with-param name="word" select="'products'"/></xsl:call-template>
    <xsl:for-each select="r:products/r:product">
      <fo:block keep-together.within-page="always" space-after="9pt" border-before-style="solid" border-before-width="0.7pt" border-before-color="{$ink}" padding-before="5pt">
        <fo:block xsl:use-attribute-sets="type-task-label">
          <xsl:value-of select="@line"/>
          <xsl:if test="@released-words != ''">
            <xsl:text>&#xA0;&#xA0; </xsl:text>
            <fo:inline font-family="{$sans}" font-size="{8 * $em}pt" font-weight="400" color="{$secondary}" keep-together.within-line="always"><xsl:call-template name="word"><xsl:with-param name="id" select="'released'"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="@released-words"/></fo:inline>
          </xsl:if>
        </fo:block>
        <xsl:if test="r:description"><fo:block space-before="3pt" end-indent="24mm"><xsl:call-template name="prose"><xsl:with-param name="of" select="r:description"/></xsl:call-template></fo:block></xsl:if>
        <xsl:for-each select="r:identifier">
          <fo:block space-before="2pt" xsl:use-attribute-sets="type-mono">
            <fo:inline color="{$secondary}"><xsl:value-of select="@type"/></fo:inline><xsl:text>&#xA0;&#xA0; </xsl:text>
            <xsl:call-template name="soft-path"><xsl:with-param name="path" select="string(.)"/></xsl:call-template>
          </fo:block>
        </xsl:for-each>
      </fo:block>
    </xsl:for-each>

    <xsl:if test="r:environments/r:environment">
      <xsl:call-template name="section-title"><xsl:with-param name="word" select="'environments'"/></xsl:call-template>
      <fo:list-block provisional-distance-between-starts="36mm" provisional-label-separation="4mm">
        <xsl:for-each select="r:environments/r:environment">
          <xsl:call-template name="label-item">
            <xsl:with-param name="text" select="@name"/>
            <xsl:with-param name="before"><xsl:choose><xsl:when test="position() = last() and last() &gt; 1">always</xsl:when><xsl:otherwise>auto</xsl:otherwise></xsl:choose></xsl:with-param>
            <xsl:with-param name="content"><fo:block id="{@anchor}"><xsl:call-template name="prose"><xsl:with-param name="of" select="."/></xsl:call-template></fo:block></xsl:with-param>
          </xsl:call-template>
        </xsl:for-each>
      </fo:list-block>
    </xsl:if>
    <xsl:call-template name="narrative"><xsl:with-param name="slot" select="'scope'"/></xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
