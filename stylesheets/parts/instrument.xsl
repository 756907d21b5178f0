<?xml version="1.0" encoding="UTF-8"?>
<!-- instrument.xsl: readiness for the form or contract that the report answers: which statement which tasks carry. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:instrument">
    <xsl:for-each select="r:instrument">
      <xsl:call-template name="part-title"><xsl:with-param name="id" select="'instrument'"/></xsl:call-template>
      <fo:block end-indent="24mm" xsl:use-attribute-sets="type-prose"><fo:inline font-weight="600"><xsl:value-of select="@title"/></fo:inline>, <xsl:value-of select="@issuer"/>. <xsl:value-of select="r:policy-note"/></fo:block>
      <xsl:if test="r:text/*"><fo:block space-before="5pt" end-indent="24mm"><xsl:call-template name="prose"><xsl:with-param name="of" select="r:text"/></xsl:call-template></fo:block></xsl:if>
      <fo:block space-before="13pt" space-after="5pt" keep-with-next.within-page="always" xsl:use-attribute-sets="type-section"><xsl:value-of select="r:form-summary/@line"/></fo:block>
      <xsl:if test="r:form-item">
        <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
          <fo:table-column fox:header="true" column-width="10mm"/><fo:table-column column-width="56mm"/><fo:table-column column-width="16mm"/><fo:table-column column-width="18mm"/><fo:table-column column-width="60mm"/>
          <fo:table-header><fo:table-row keep-with-next.within-page="always">
            <xsl:call-template name="th"><xsl:with-param name="word" select="'form-item'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'statement'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'clause'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'tasks-met'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'support'"/></xsl:call-template>
          </fo:table-row></fo:table-header>
          <fo:table-body>
            <xsl:for-each select="r:form-item">
              <fo:table-row keep-together.within-page="always">
                <xsl:call-template name="last-row"/>
                <xsl:call-template name="td"><xsl:with-param name="text" select="@id"/><xsl:with-param name="weight" select="'600'"/></xsl:call-template>
                <fo:table-cell padding-end="4pt" xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:if test="@parent != ''"><xsl:attribute name="start-indent">8pt</xsl:attribute></xsl:if><xsl:value-of select="@label"/></fo:block></fo:table-cell>
                <xsl:call-template name="td"><xsl:with-param name="text" select="@clause"/></xsl:call-template>
                <xsl:call-template name="td"><xsl:with-param name="text" select="@fraction"/></xsl:call-template>
                <fo:table-cell xsl:use-attribute-sets="cell rule-row">
                  <fo:block>
                    <xsl:choose>
                      <xsl:when test="@total = 0">–</xsl:when>
                      <xsl:when test="@ready = 'yes'"><xsl:call-template name="word"><xsl:with-param name="id" select="'carried'"/></xsl:call-template></xsl:when>
                      <xsl:otherwise><fo:inline font-weight="600" color="{$c-notmet}"><xsl:value-of select="@reason"/></fo:inline></xsl:otherwise>
                    </xsl:choose>
                  </fo:block>
                </fo:table-cell>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
        <fo:block space-before="3pt" keep-with-previous.within-page="always" xsl:use-attribute-sets="type-note"><xsl:call-template name="word"><xsl:with-param name="id" select="'form-formula'"/></xsl:call-template></fo:block>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>
</xsl:stylesheet>
