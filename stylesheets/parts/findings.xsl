<?xml version="1.0" encoding="UTF-8"?>
<!-- findings.xsl: the findings, worst first: each a short text, the tasks it touches, the actions that answer it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:findings">
    <xsl:call-template name="part-title"><xsl:with-param name="id" select="'findings'"/><xsl:with-param name="break" select="'auto'"/></xsl:call-template>
    <fo:block space-after="13pt" keep-with-next.within-page="always" xsl:use-attribute-sets="type-table"><xsl:value-of select="r:findings/@sentence"/></fo:block>
    <xsl:for-each select="r:findings/r:finding">
      <fo:block id="{@anchor}" space-after="15pt" keep-together.within-page="always" border-before-style="solid" border-before-width="0.9pt" border-before-color="{$ink}" padding-before="5pt">
        <xsl:copy-of select="@a:at"/>
        <fo:list-block provisional-distance-between-starts="24mm" provisional-label-separation="3mm">
          <fo:list-item>
            <fo:list-item-label end-indent="label-end()"><fo:block xsl:use-attribute-sets="type-task-id"><xsl:value-of select="@id"/></fo:block></fo:list-item-label>
            <fo:list-item-body start-indent="body-start()">
              <fo:block role="H2" xsl:use-attribute-sets="type-task-label author"><xsl:value-of select="@title"/></fo:block>
              <fo:block space-before="2pt" xsl:use-attribute-sets="type-table">
                <fo:inline font-weight="600"><xsl:if test="@severity = 'high' or @severity = 'critical'"><xsl:attribute name="color"><xsl:value-of select="$c-notmet"/></xsl:attribute></xsl:if><xsl:value-of select="@severity-word"/></fo:inline>
                <xsl:call-template name="dot"/>
                <xsl:value-of select="@status-word"/>
                <xsl:call-template name="dot"/>
                <xsl:call-template name="word"><xsl:with-param name="id" select="'identified'"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="@identified"/>
              </fo:block>
              <xsl:if test="r:text/*"><fo:block space-before="5pt"><xsl:call-template name="prose"><xsl:with-param name="of" select="r:text"/></xsl:call-template></fo:block></xsl:if>
              <fo:block space-before="5pt" xsl:use-attribute-sets="type-table">
                <xsl:call-template name="task-links"><xsl:with-param name="links" select="r:task-link"/></xsl:call-template>
                <xsl:for-each select="r:action-link">
                  <xsl:text>&#xA0;&#xA0; </xsl:text>
                  <xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@id"/></xsl:call-template>
                </xsl:for-each>
              </fo:block>
            </fo:list-item-body>
          </fo:list-item>
        </fo:list-block>
      </fo:block>
    </xsl:for-each>
    <xsl:if test="not(r:findings/r:finding)"><xsl:call-template name="none-recorded"/></xsl:if>
  </xsl:template>

  <!-- An empty register says so. -->
  <xsl:template name="none-recorded">
    <fo:block color="{$secondary}" xsl:use-attribute-sets="type-table"><xsl:call-template name="word"><xsl:with-param name="id" select="'none-recorded'"/></xsl:call-template></fo:block>
  </xsl:template>
</xsl:stylesheet>
