<?xml version="1.0" encoding="UTF-8"?>
<!-- actions.xsl: the action plan: open actions by due date with their steps, then the closed ones. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:actions">
    <xsl:call-template name="part-title"><xsl:with-param name="id" select="'actions'"/><xsl:with-param name="break" select="'auto'"/></xsl:call-template>
    <fo:block space-after="5pt" keep-with-next.within-page="always" xsl:use-attribute-sets="type-table"><xsl:value-of select="r:actions/@sentence"/></fo:block>
    <xsl:choose>
      <xsl:when test="r:actions/r:action">
        <fo:table table-layout="fixed" width="160mm" space-before="5pt" xsl:use-attribute-sets="type-table">
          <fo:table-column fox:header="true" column-width="12mm"/><fo:table-column column-width="85mm"/><fo:table-column column-width="17mm"/><fo:table-column column-width="23mm"/><fo:table-column column-width="23mm"/>
          <fo:table-header><fo:table-row keep-with-next.within-page="always">
            <xsl:call-template name="th"><xsl:with-param name="word" select="'id'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'action'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'task'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'owner-state'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'due'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
          </fo:table-row></fo:table-header>
          <fo:table-body><xsl:apply-templates select="r:actions/r:action"/></fo:table-body>
        </fo:table>
        <fo:block space-before="3pt" keep-with-previous.within-page="always" xsl:use-attribute-sets="type-note"><xsl:value-of select="r:actions/@note"/></fo:block>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="none-recorded"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:actions/r:action">
    <fo:table-row keep-together.within-page="always">
      <xsl:call-template name="last-row"/>
      <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block id="{@anchor}" font-weight="600"><xsl:copy-of select="@a:at"/><xsl:value-of select="@id"/></fo:block></fo:table-cell>
      <fo:table-cell padding-end="9pt" xsl:use-attribute-sets="cell rule-row">
        <fo:block font-weight="600" xsl:use-attribute-sets="author"><xsl:value-of select="@title"/></fo:block>
        <xsl:if test="r:text/*"><fo:block space-before="2pt"><xsl:call-template name="prose-cell"><xsl:with-param name="of" select="r:text"/></xsl:call-template></fo:block></xsl:if>
        <xsl:for-each select="r:milestone">
          <fo:block start-indent="8pt" text-indent="-8pt" space-before="1pt">
            <xsl:choose>
              <xsl:when test="@state = 'done'"><fo:inline color="{$secondary}">–&#xA0;<fo:inline xsl:use-attribute-sets="author"><xsl:value-of select="@title"/></fo:inline>, <xsl:call-template name="word"><xsl:with-param name="id" select="'done'"/></xsl:call-template>&#xA0;<xsl:value-of select="@done"/></fo:inline></xsl:when>
              <xsl:otherwise>–&#xA0;<fo:inline xsl:use-attribute-sets="author"><xsl:value-of select="@title"/></fo:inline>, <xsl:call-template name="word"><xsl:with-param name="id" select="'due-at'"/></xsl:call-template>&#xA0;<fo:inline><xsl:if test="@overdue = 'yes'"><xsl:attribute name="font-weight">600</xsl:attribute><xsl:attribute name="color"><xsl:value-of select="$c-notmet"/></xsl:attribute></xsl:if><xsl:value-of select="@due"/></fo:inline></xsl:otherwise>
            </xsl:choose>
          </fo:block>
        </xsl:for-each>
        <xsl:if test="r:finding-link"><fo:block space-before="2pt" color="{$secondary}"><xsl:call-template name="word"><xsl:with-param name="id" select="'answers-finding'"/></xsl:call-template><xsl:text> </xsl:text>
          <xsl:for-each select="r:finding-link"><xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@id"/></xsl:call-template><xsl:if test="position() != last()">, </xsl:if></xsl:for-each>
        </fo:block></xsl:if>
      </fo:table-cell>
      <fo:table-cell xsl:use-attribute-sets="cell rule-row">
        <xsl:for-each select="r:task-link"><fo:block><xsl:call-template name="task-links"><xsl:with-param name="links" select="."/></xsl:call-template></fo:block></xsl:for-each>
        <xsl:if test="not(r:task-link)"><fo:block>–</fo:block></xsl:if>
      </fo:table-cell>
      <fo:table-cell padding-end="4pt" xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:value-of select="@owner"/></fo:block><fo:block color="{$secondary}"><xsl:value-of select="@state-line"/></fo:block></fo:table-cell>
      <fo:table-cell xsl:use-attribute-sets="cell rule-row">
        <fo:block text-align="end"><xsl:value-of select="@due"/></fo:block>
        <xsl:if test="@done"><fo:block text-align="end" color="{$secondary}"><xsl:call-template name="word"><xsl:with-param name="id" select="'done'"/></xsl:call-template><xsl:text> </xsl:text><xsl:value-of select="@done"/></fo:block></xsl:if>
        <xsl:if test="@overdue"><fo:block text-align="end" font-weight="600" color="{$c-notmet}" hyphenate="false"><xsl:value-of select="@overdue"/></fo:block></xsl:if>
      </fo:table-cell>
    </fo:table-row>
  </xsl:template>
</xsl:stylesheet>
