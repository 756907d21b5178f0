<?xml version="1.0" encoding="UTF-8"?>
<!-- method.xsl: method and limits: how the answers were found, how sure they are, what was not looked at. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:method">
    <xsl:call-template name="part-title"><xsl:with-param name="id" select="'method'"/><xsl:with-param name="break" select="'auto'"/></xsl:call-template>
    <fo:block end-indent="24mm"><xsl:call-template name="prose"><xsl:with-param name="of" select="r:method/r:text"/></xsl:call-template></fo:block>
    <xsl:call-template name="narrative"><xsl:with-param name="slot" select="'method'"/></xsl:call-template>
    <xsl:if test="r:method/r:limits">
      <xsl:call-template name="section-title"><xsl:with-param name="word" select="'limits'"/></xsl:call-template>
      <fo:block end-indent="24mm"><xsl:call-template name="prose"><xsl:with-param name="of" select="r:method/r:limits"/></xsl:call-template></fo:block>
    </xsl:if>
    <xsl:call-template name="narrative"><xsl:with-param name="slot" select="'limits'"/></xsl:call-template>

    <xsl:call-template name="section-title"><xsl:with-param name="word" select="'how-sure'"/></xsl:call-template>
    <fo:table table-layout="fixed" width="160mm" role="Div">
      <fo:table-column column-width="76mm"/><fo:table-column column-width="8mm"/><fo:table-column column-width="76mm"/>
      <fo:table-body><fo:table-row keep-together.within-page="always">
        <fo:table-cell>
          <fo:table table-layout="fixed" width="76mm" xsl:use-attribute-sets="type-table">
            <fo:table-column column-width="8mm"/><fo:table-column column-width="52mm"/><fo:table-column column-width="16mm"/>
            <fo:table-header><fo:table-row>
              <fo:table-cell number-columns-spanned="2" xsl:use-attribute-sets="cell rule-head"><fo:block xsl:use-attribute-sets="type-head"><xsl:call-template name="word"><xsl:with-param name="id" select="'assurance'"/></xsl:call-template></fo:block></fo:table-cell>
              <xsl:call-template name="th"><xsl:with-param name="word" select="'tasks'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
            </fo:table-row></fo:table-header>
            <fo:table-body>
              <xsl:for-each select="r:summary/r:assurance-summary/r:level">
                <fo:table-row>
                  <xsl:call-template name="td"><xsl:with-param name="text" select="@number"/><xsl:with-param name="weight" select="'600'"/></xsl:call-template>
                  <xsl:call-template name="td"><xsl:with-param name="text" select="@word"/></xsl:call-template>
                  <xsl:call-template name="td"><xsl:with-param name="text" select="@count"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
                </fo:table-row>
              </xsl:for-each>
              <fo:table-row font-weight="600" keep-with-previous.within-page="always">
                <fo:table-cell number-columns-spanned="2" xsl:use-attribute-sets="cell rule-total"><fo:block><xsl:call-template name="word"><xsl:with-param name="id" select="'applicable'"/></xsl:call-template></fo:block></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell rule-total"><fo:block text-align="end"><xsl:value-of select="r:summary/r:assurance-summary/@total"/></fo:block></fo:table-cell>
              </fo:table-row>
            </fo:table-body>
          </fo:table>
          <fo:block space-before="3pt" xsl:use-attribute-sets="type-note"><xsl:value-of select="r:summary/r:assurance-summary/@formula"/></fo:block>
        </fo:table-cell>
        <fo:table-cell><fo:block/></fo:table-cell>
        <fo:table-cell>
          <fo:table table-layout="fixed" width="76mm" xsl:use-attribute-sets="type-table">
            <fo:table-column fox:header="true" column-width="60mm"/><fo:table-column column-width="16mm"/>
            <fo:table-header><fo:table-row>
              <xsl:call-template name="th"><xsl:with-param name="word" select="'evidence-method'"/></xsl:call-template>
              <xsl:call-template name="th"><xsl:with-param name="word" select="'items'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
            </fo:table-row></fo:table-header>
            <fo:table-body>
              <xsl:for-each select="r:method/r:method-counts/r:count">
                <fo:table-row>
                  <xsl:call-template name="td"><xsl:with-param name="text" select="concat(@method, ' – ', @word)"/></xsl:call-template>
                  <xsl:call-template name="td"><xsl:with-param name="text" select="@items"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
                </fo:table-row>
              </xsl:for-each>
              <fo:table-row font-weight="600" keep-with-previous.within-page="always">
                <fo:table-cell xsl:use-attribute-sets="cell rule-total"><fo:block><xsl:call-template name="word"><xsl:with-param name="id" select="'verified'"/></xsl:call-template></fo:block></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell rule-total"><fo:block text-align="end"><xsl:value-of select="r:evidence/@fraction"/></fo:block></fo:table-cell>
              </fo:table-row>
            </fo:table-body>
          </fo:table>
          <fo:block space-before="3pt" xsl:use-attribute-sets="type-note"><xsl:value-of select="r:summary/r:evidence-summary/@formula"/></fo:block>
        </fo:table-cell>
      </fo:table-row></fo:table-body>
    </fo:table>

    <xsl:if test="r:definitions/r:term">
      <xsl:call-template name="section-title"><xsl:with-param name="word" select="'definitions'"/></xsl:call-template>
      <fo:list-block provisional-distance-between-starts="36mm" provisional-label-separation="4mm">
        <xsl:for-each select="r:definitions/r:term">
          <xsl:call-template name="label-item">
            <xsl:with-param name="text" select="@name"/>
            <xsl:with-param name="content"><fo:block id="{@anchor}"><xsl:call-template name="prose"><xsl:with-param name="of" select="."/></xsl:call-template></fo:block></xsl:with-param>
          </xsl:call-template>
        </xsl:for-each>
      </fo:list-block>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
