<?xml version="1.0" encoding="UTF-8"?>
<!-- prose.xsl: the inline vocabulary of an assessment (p, list, quote, code-block; em, strong, code, link, ref) and what is missing. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <!-- Every child of a prose element, in the serif of the report. -->
  <xsl:template name="prose">
    <xsl:param name="of"/>
    <fo:block xsl:use-attribute-sets="type-prose">
      <xsl:copy-of select="$of/@a:at"/>
      <xsl:apply-templates select="$of/node()" mode="prose"/>
    </fo:block>
  </xsl:template>

  <!-- The same in a cell of a table, in the table's voice. -->
  <xsl:template name="prose-cell">
    <xsl:param name="of"/>
    <fo:block xsl:use-attribute-sets="type-table">
      <xsl:copy-of select="$of/@a:at"/>
      <xsl:apply-templates select="$of/node()" mode="prose"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="r:p" mode="prose">
    <fo:block role="P" orphans="2" widows="2">
      <xsl:if test="preceding-sibling::r:*"><xsl:attribute name="space-before">5pt</xsl:attribute></xsl:if>
      <xsl:if test="@lang"><xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if>
      <xsl:copy-of select="@a:at"/>
      <xsl:apply-templates mode="prose"/>
    </fo:block>
  </xsl:template>
  <xsl:template match="r:item/r:p" mode="prose" priority="1">
    <fo:block role="P"><xsl:if test="@lang"><xsl:attribute name="xml:lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if><xsl:apply-templates mode="prose"/></fo:block>
  </xsl:template>

  <xsl:template match="r:list" mode="prose">
    <fo:list-block provisional-distance-between-starts="13pt" provisional-label-separation="4pt" space-before="3pt" space-after="3pt">
      <xsl:apply-templates select="r:item" mode="prose"/>
    </fo:list-block>
  </xsl:template>
  <xsl:template match="r:item" mode="prose">
    <fo:list-item space-before="2pt">
      <fo:list-item-label end-indent="label-end()">
        <fo:block><xsl:choose>
          <xsl:when test="../@type = 'number'"><xsl:value-of select="count(preceding-sibling::r:item) + 1"/>.</xsl:when>
          <xsl:otherwise>–</xsl:otherwise>
        </xsl:choose></fo:block>
      </fo:list-item-label>
      <fo:list-item-body start-indent="body-start()">
        <fo:block><xsl:apply-templates mode="prose"/></fo:block>
      </fo:list-item-body>
    </fo:list-item>
  </xsl:template>

  <xsl:template match="r:quote" mode="prose">
    <fo:block role="BlockQuote" start-indent="from-parent(start-indent) + 13pt" space-before="5pt" space-after="5pt" font-style="italic">
      <xsl:apply-templates mode="prose"/>
      <xsl:if test="@cite"><fo:block font-style="normal" xsl:use-attribute-sets="type-note"><xsl:value-of select="@cite"/></fo:block></xsl:if>
    </fo:block>
  </xsl:template>
  <xsl:template match="r:code-block" mode="prose">
    <fo:block role="Code" space-before="5pt" space-after="5pt" padding="5pt" background-color="{$tint}" start-indent="from-parent(start-indent) + 5pt" end-indent="from-parent(end-indent) + 5pt"
        linefeed-treatment="preserve" white-space-treatment="preserve" white-space-collapse="false" xsl:use-attribute-sets="type-mono"><xsl:value-of select="."/></fo:block>
  </xsl:template>

  <xsl:template match="r:em" mode="prose"><fo:inline font-style="italic" role="Em"><xsl:apply-templates mode="prose"/></fo:inline></xsl:template>
  <xsl:template match="r:strong" mode="prose"><fo:inline font-weight="600" role="Strong"><xsl:apply-templates mode="prose"/></fo:inline></xsl:template>
  <xsl:template match="r:code" mode="prose">
    <fo:inline font-family="{$mono}" font-size="0.85em" role="Code"><xsl:call-template name="soft-path"><xsl:with-param name="path" select="string(.)"/></xsl:call-template></fo:inline>
  </xsl:template>
  <xsl:template match="r:link" mode="prose">
    <fo:basic-link external-destination="url('{@href}')" color="{$accent}">
      <xsl:choose>
        <xsl:when test="string(.) = '' or string(.) = @href"><xsl:call-template name="soft-path"><xsl:with-param name="path" select="@href"/></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:apply-templates mode="prose"/></xsl:otherwise>
      </xsl:choose>
    </fo:basic-link>
  </xsl:template>
  <xsl:template match="r:ref" mode="prose">
    <xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="string(.)"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="r:missing" mode="prose"/>

  <!-- A field that a final report needs and that has no data. -->
  <xsl:template match="r:missing" name="missing">
    <xsl:param name="text" select="string(.)"/>
    <fo:block padding="3pt 5pt" space-before="3pt" start-indent="from-parent(start-indent) + 5.7pt" end-indent="from-parent(end-indent) + 5.7pt" border="0.7pt dashed {$secondary}" xsl:use-attribute-sets="type-note">
      <xsl:copy-of select="@a:at"/>
      <xsl:value-of select="$text"/>
    </fo:block>
  </xsl:template>

  <!-- Prose that the author has put into a slot of the report. -->
  <xsl:template name="narrative">
    <xsl:param name="slot"/>
    <xsl:for-each select="$report/r:narratives/r:narrative[@slot = $slot]">
      <fo:block space-before="13pt" end-indent="24mm">
        <xsl:if test="@title"><fo:block role="H2" space-after="3pt" xsl:use-attribute-sets="type-section"><xsl:value-of select="@title"/></fo:block></xsl:if>
        <xsl:call-template name="prose"><xsl:with-param name="of" select="."/></xsl:call-template>
      </fo:block>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
