<?xml version="1.0" encoding="UTF-8"?>
<!-- open-points.xsl: open points: what a final report needs and this draft lacks, each with a link to its place. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:open-points">
    <xsl:if test="r:open-points/@total &gt; 0">
      <xsl:call-template name="part-title"><xsl:with-param name="id" select="'open-points'"/></xsl:call-template>
      <fo:block space-after="9pt" keep-with-next.within-page="always" xsl:use-attribute-sets="type-table"><xsl:value-of select="r:open-points/@sentence"/></fo:block>
      <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
        <fo:table-column fox:header="true" column-width="10mm"/><fo:table-column column-width="40mm"/><fo:table-column column-width="95mm"/><fo:table-column column-width="15mm"/>
        <fo:table-header><fo:table-row keep-with-next.within-page="always">
          <xsl:call-template name="th"><xsl:with-param name="word" select="'number'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'where'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'what'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'page'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
        </fo:table-row></fo:table-header>
        <fo:table-body>
          <xsl:for-each select="r:open-points/r:point">
            <fo:table-row keep-together.within-page="always">
              <xsl:call-template name="last-row"/>
              <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:copy-of select="@a:at"/><xsl:value-of select="@number"/></fo:block></fo:table-cell>
              <fo:table-cell padding-end="6pt" xsl:use-attribute-sets="cell rule-row"><fo:block font-weight="600"><xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@where"/></xsl:call-template></fo:block></fo:table-cell>
              <xsl:call-template name="td"><xsl:with-param name="text" select="."/></xsl:call-template>
              <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block text-align="end"><xsl:choose><xsl:when test="string(@to) != ''"><fo:page-number-citation ref-id="{@to}"/></xsl:when><xsl:otherwise>–</xsl:otherwise></xsl:choose></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
