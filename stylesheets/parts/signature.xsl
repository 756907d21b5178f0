<?xml version="1.0" encoding="UTF-8"?>
<!-- signature.xsl: signatures: a framed place for each person who signs, 18 mm high. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:signatures">
    <!-- Six boxes fill a page; a few open points go above fewer of them, so that who signs sees what is open. -->
    <xsl:variable name="break">
      <xsl:choose>
        <xsl:when test="r:open-points/@total &gt; 0 and r:open-points/@total + 5 * count(r:parties/r:party[@signs = 'yes']) &lt; 29">auto</xsl:when>
        <xsl:otherwise>page</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:call-template name="part-title"><xsl:with-param name="id" select="'signatures'"/><xsl:with-param name="break" select="$break"/></xsl:call-template>
    <fo:block space-after="13pt" end-indent="24mm" keep-with-next.within-page="always" xsl:use-attribute-sets="type-prose">
      <xsl:call-template name="word"><xsl:with-param name="id" select="'signature-text'"/></xsl:call-template>
    </fo:block>
    <xsl:for-each select="r:parties/r:party[@signs = 'yes']">
      <xsl:call-template name="slot:signature"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Who signs | the place to sign | the date: low enough that six stand on a page, each with 18 mm to sign in. -->
  <xsl:template name="slot:signature">
    <fo:block space-after="9pt" keep-together.within-page="always" start-indent="9.7pt" end-indent="9.7pt" border="0.7pt solid {$ink}" padding="5pt 9pt 4pt 9pt">
      <xsl:copy-of select="@a:at"/>
      <fo:table table-layout="fixed" width="153mm" start-indent="9.7pt" role="Div">
        <fo:table-column column-width="54mm"/><fo:table-column column-width="5mm"/><fo:table-column column-width="59mm"/><fo:table-column column-width="5mm"/><fo:table-column column-width="30mm"/>
        <fo:table-body start-indent="0pt" end-indent="0pt">
          <fo:table-row height="18mm">
            <fo:table-cell xsl:use-attribute-sets="rule-head">
              <fo:block xsl:use-attribute-sets="type-label"><xsl:value-of select="@role-words"/></fo:block>
              <fo:block space-before="3pt" font-weight="600" xsl:use-attribute-sets="type-prose"><xsl:value-of select="@name"/></fo:block>
              <fo:block padding-after="2pt" xsl:use-attribute-sets="type-table"><xsl:choose><xsl:when test="@capacity != ''"><xsl:value-of select="@capacity"/></xsl:when><xsl:otherwise><xsl:value-of select="@title"/></xsl:otherwise></xsl:choose></fo:block>
            </fo:table-cell>
            <fo:table-cell><fo:block/></fo:table-cell>
            <fo:table-cell display-align="after" xsl:use-attribute-sets="rule-head">
              <xsl:call-template name="signature-field">
                <xsl:with-param name="name" select="concat('signature-', position())"/><xsl:with-param name="of" select="@name"/>
                <xsl:with-param name="width" select="'59mm'"/><xsl:with-param name="height" select="'16.5mm'"/>
              </xsl:call-template>
            </fo:table-cell>
            <fo:table-cell><fo:block/></fo:table-cell>
            <fo:table-cell display-align="after" xsl:use-attribute-sets="rule-head"><fo:block padding-after="2pt" xsl:use-attribute-sets="type-prose"><xsl:value-of select="translate(@date-words, '&#xA0;', ' ')"/></fo:block></fo:table-cell>
          </fo:table-row>
          <fo:table-row>
            <xsl:call-template name="signature-label"><xsl:with-param name="word" select="'name-and-capacity'"/></xsl:call-template><fo:table-cell><fo:block/></fo:table-cell>
            <xsl:call-template name="signature-label"><xsl:with-param name="word" select="'signature'"/></xsl:call-template><fo:table-cell><fo:block/></fo:table-cell>
            <xsl:call-template name="signature-label"><xsl:with-param name="word" select="'date'"/></xsl:call-template>
          </fo:table-row>
        </fo:table-body>
      </fo:table>
      <xsl:apply-templates select="r:missing"/>
    </fo:block>
  </xsl:template>

  <xsl:template name="signature-label">
    <xsl:param name="word"/>
    <fo:table-cell><fo:block padding-before="2pt" xsl:use-attribute-sets="type-note"><xsl:call-template name="word"><xsl:with-param name="id" select="$word"/></xsl:call-template></fo:block></fo:table-cell>
  </xsl:template>
</xsl:stylesheet>
