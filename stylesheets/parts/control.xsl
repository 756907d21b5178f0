<?xml version="1.0" encoding="UTF-8"?>
<!-- control.xsl: document control: what this document is, who stands for it, and what it does not claim. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:control">
    <xsl:call-template name="part-title"><xsl:with-param name="id" select="'control'"/></xsl:call-template>
    <xsl:if test="r:document/r:draft-note">
      <fo:block space-after="13pt" border="0.7pt solid {$ink}" padding="5pt 8pt" start-indent="8.7pt" end-indent="8.7pt" xsl:use-attribute-sets="type-table">
        <fo:inline font-weight="600"><xsl:value-of select="r:document/r:draft-note"/></fo:inline>
        <xsl:if test="r:open-points/@total &gt; 0">
          <xsl:text> </xsl:text>
          <fo:basic-link internal-destination="open-points">
            <xsl:call-template name="word"><xsl:with-param name="id" select="'see-page'"/></xsl:call-template>
            <xsl:text>&#xA0;</xsl:text>
            <fo:page-number-citation ref-id="open-points"/>
          </fo:basic-link>
          <xsl:text>.</xsl:text>
        </xsl:if>
      </fo:block>
    </xsl:if>
    <fo:list-block provisional-distance-between-starts="33mm" provisional-label-separation="3mm">
      <xsl:for-each select="r:identity/r:field">
        <xsl:call-template name="label-item">
          <xsl:with-param name="word" select="concat('field-', @name)"/>
          <xsl:with-param name="content"><xsl:call-template name="field"/></xsl:with-param>
          <xsl:with-param name="drop" select="'0pt'"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:if test="r:producer/r:contact">
        <xsl:call-template name="label-item">
          <xsl:with-param name="word" select="'field-contact'"/>
          <xsl:with-param name="drop" select="'0pt'"/>
          <xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-table">
            <xsl:for-each select="r:producer/r:contact">
              <xsl:value-of select="@name"/>
              <xsl:if test="@role != ''">, <xsl:value-of select="@role"/></xsl:if>
              <xsl:if test="@email != ''">, <fo:basic-link external-destination="url('mailto:{@email}')"><xsl:value-of select="@email"/></fo:basic-link></xsl:if>
              <xsl:if test="@phone != ''">, <xsl:value-of select="@phone"/></xsl:if>
            </xsl:for-each>
          </fo:block></xsl:with-param>
        </xsl:call-template>
      </xsl:if>
    </fo:list-block>

    <xsl:call-template name="section-title"><xsl:with-param name="word" select="'people'"/></xsl:call-template>
    <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="33mm"/><fo:table-column column-width="64mm"/><fo:table-column column-width="36mm"/><fo:table-column column-width="27mm"/>
      <fo:table-header>
        <fo:table-row keep-with-next.within-page="always">
          <xsl:call-template name="th"><xsl:with-param name="word" select="'role'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'person'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'independence'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'date'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:for-each select="r:parties/r:party">
          <fo:table-row keep-together.within-page="always">
            <xsl:call-template name="last-row"/>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block font-weight="600" color="{$secondary}" font-size="{8 * $em}pt"><xsl:value-of select="@role-words"/></fo:block></fo:table-cell>
            <fo:table-cell padding-end="4pt" xsl:use-attribute-sets="cell rule-row">
              <fo:block id="{@anchor}"><xsl:copy-of select="@a:at"/><xsl:value-of select="@name"/></fo:block>
              <fo:block color="{$secondary}"><xsl:value-of select="@title"/><xsl:if test="@title != '' and @organisation != ''">, </xsl:if><xsl:value-of select="@organisation"/></fo:block>
              <xsl:apply-templates select="r:missing"/>
            </fo:table-cell>
            <xsl:call-template name="td"><xsl:with-param name="text" select="@independence-words"/></xsl:call-template>
            <xsl:call-template name="td"><xsl:with-param name="text" select="translate(@date-words, '&#xA0;', ' ')"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>

    <xsl:call-template name="section-title"><xsl:with-param name="word" select="'limits-of-report'"/></xsl:call-template>
    <fo:block end-indent="24mm" xsl:use-attribute-sets="type-prose"><xsl:value-of select="r:disclaimer"/></fo:block>
    <fo:block end-indent="24mm" space-before="5pt" xsl:use-attribute-sets="type-prose"><xsl:value-of select="r:framework/r:wording-note"/></fo:block>
  </xsl:template>
</xsl:stylesheet>
