<?xml version="1.0" encoding="UTF-8"?>
<!-- change-losses.xsl: what the newer version maps no more, what became of the references, and our own changes. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:change-losses">
    <xsl:if test="$versions/r:losses or $versions/r:schemes">
      <xsl:call-template name="part-title"><xsl:with-param name="id" select="'change-losses'"/></xsl:call-template>
      <xsl:for-each select="$versions/r:losses">
        <fo:block space-after="9pt" end-indent="24mm" xsl:use-attribute-sets="type-prose"><xsl:value-of select="@note"/></fo:block>
        <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
          <fo:table-column fox:header="true" column-width="16mm"/><fo:table-column column-width="60mm"/><fo:table-column column-width="84mm"/>
          <fo:table-header><fo:table-row keep-with-next.within-page="always">
            <xsl:call-template name="th"><xsl:with-param name="word" select="'clause'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'about'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="text" select="$versions/r:side[1]/@name"/></xsl:call-template>
          </fo:table-row></fo:table-header>
          <fo:table-body>
            <xsl:for-each select="r:loss">
              <fo:table-row keep-together.within-page="always">
                <xsl:call-template name="last-row"/>
                <xsl:call-template name="td"><xsl:with-param name="text" select="@id"/><xsl:with-param name="weight" select="'600'"/></xsl:call-template>
                <xsl:call-template name="td"><xsl:with-param name="text" select="@about"/></xsl:call-template>
                <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block>
                  <xsl:if test="@every = 'yes'"><xsl:call-template name="word"><xsl:with-param name="id" select="'every-task'"/></xsl:call-template></xsl:if>
                  <xsl:for-each select="r:cited"><xsl:call-template name="link"><xsl:with-param name="to" select="concat('task-', .)"/><xsl:with-param name="text" select="."/></xsl:call-template><xsl:if test="position() != last()"><xsl:text>, </xsl:text></xsl:if></xsl:for-each>
                </fo:block></fo:table-cell>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
      </xsl:for-each>
      <xsl:for-each select="$versions/r:schemes">
        <xsl:call-template name="section-title"><xsl:with-param name="word" select="'references'"/></xsl:call-template>
        <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
          <fo:table-column fox:header="true" column-width="40mm"/><fo:table-column column-width="40mm"/><fo:table-column column-width="40mm"/><fo:table-column column-width="40mm"/>
          <fo:table-header><fo:table-row keep-with-next.within-page="always">
            <xsl:call-template name="th"><xsl:with-param name="word" select="'reference'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'removed-from'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'rewritten-in'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'added-to'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
          </fo:table-row></fo:table-header>
          <fo:table-body>
            <xsl:for-each select="r:scheme">
              <fo:table-row keep-together.within-page="always">
                <xsl:call-template name="last-row"/>
                <xsl:call-template name="td"><xsl:with-param name="text" select="@id"/><xsl:with-param name="weight" select="'600'"/></xsl:call-template>
                <xsl:call-template name="td"><xsl:with-param name="text" select="@removed[. &gt; 0]"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
                <xsl:call-template name="td"><xsl:with-param name="text" select="@rewritten[. &gt; 0]"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
                <xsl:call-template name="td"><xsl:with-param name="text" select="@added[. &gt; 0]"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
        <fo:block space-before="3pt" keep-with-previous.within-page="always" xsl:use-attribute-sets="type-note"><xsl:value-of select="@note"/></fo:block>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template name="slot:change-delta">
    <xsl:if test="r:delta">
      <fo:block>
        <xsl:call-template name="running"><xsl:with-param name="text" select="r:delta/@title"/></xsl:call-template>
        <xsl:call-template name="slot:comparison"/>
      </fo:block>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
