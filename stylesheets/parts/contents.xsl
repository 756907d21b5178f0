<?xml version="1.0" encoding="UTF-8"?>
<!-- contents.xsl: contents with page numbers, down to practices; and the bookmarks, down to tasks. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <!-- A last line on a page of its own helps nobody: the more lines, the less air between parts. -->
  <xsl:variable name="toc-lines" select="14 + count($report/r:results/r:group) + count($report/r:results/r:group/r:practice)
                + count($report/r:delta) + count($report/r:trend) + count($report/r:gate) + count($report/r:instrument)"/>
  <xsl:variable name="toc-gap">
    <xsl:choose><xsl:when test="$toc-lines &lt; 40">7pt</xsl:when><xsl:when test="$toc-lines &lt; 43">4.5pt</xsl:when><xsl:otherwise>3pt</xsl:otherwise></xsl:choose>
  </xsl:variable>

  <xsl:template name="slot:contents">
    <xsl:call-template name="part-title"><xsl:with-param name="id" select="'contents'"/></xsl:call-template>
    <fo:table table-layout="fixed" width="160mm" role="TOC" xsl:use-attribute-sets="type-table">
      <fo:table-column column-width="14mm"/><fo:table-column column-width="134mm"/><fo:table-column column-width="12mm"/>
      <fo:table-body>
        <xsl:call-template name="toc-part"><xsl:with-param name="id" select="'summary'"/></xsl:call-template>
        <xsl:call-template name="toc-part"><xsl:with-param name="id" select="'scope'"/></xsl:call-template>
        <xsl:call-template name="toc-part"><xsl:with-param name="id" select="'method'"/></xsl:call-template>
        <xsl:for-each select="r:results/r:group">
          <xsl:call-template name="toc-row">
            <xsl:with-param name="to" select="@anchor"/>
            <xsl:with-param name="code" select="@id"/>
            <xsl:with-param name="text" select="@title"/>
            <xsl:with-param name="weight" select="'600'"/>
            <xsl:with-param name="space" select="$toc-gap"/>
          </xsl:call-template>
          <xsl:for-each select="r:practice">
            <xsl:call-template name="toc-row">
              <xsl:with-param name="to" select="@anchor"/>
              <xsl:with-param name="code" select="@id"/>
              <xsl:with-param name="text" select="@title"/>
            </xsl:call-template>
          </xsl:for-each>
        </xsl:for-each>
        <xsl:if test="$has-changes"><xsl:call-template name="toc-part"><xsl:with-param name="id" select="'changes'"/></xsl:call-template></xsl:if>
        <xsl:call-template name="toc-part"><xsl:with-param name="id" select="'matrix'"/></xsl:call-template>
        <xsl:if test="r:instrument"><xsl:call-template name="toc-part"><xsl:with-param name="id" select="'instrument'"/></xsl:call-template></xsl:if>
        <xsl:call-template name="toc-part"><xsl:with-param name="id" select="'findings'"/></xsl:call-template>
        <xsl:call-template name="toc-part"><xsl:with-param name="id" select="'actions'"/></xsl:call-template>
        <xsl:call-template name="toc-part"><xsl:with-param name="id" select="'evidence'"/></xsl:call-template>
        <xsl:call-template name="toc-part"><xsl:with-param name="id" select="'registers'"/></xsl:call-template>
        <xsl:if test="r:gate"><xsl:call-template name="toc-part"><xsl:with-param name="id" select="'gate'"/></xsl:call-template></xsl:if>
        <xsl:call-template name="toc-part"><xsl:with-param name="id" select="'annexes'"/></xsl:call-template>
        <xsl:if test="r:delta"><xsl:call-template name="toc-row"><xsl:with-param name="to" select="'comparison'"/><xsl:with-param name="code" select="'&#xA0;'"/><xsl:with-param name="text" select="r:delta/@title"/></xsl:call-template></xsl:if>
        <xsl:if test="r:trend"><xsl:call-template name="toc-row"><xsl:with-param name="to" select="'trend'"/><xsl:with-param name="code" select="'&#xA0;'"/><xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="'trend'"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:if>
        <xsl:if test="r:open-points/@total &gt; 0"><xsl:call-template name="toc-part"><xsl:with-param name="id" select="'open-points'"/></xsl:call-template></xsl:if>
        <xsl:call-template name="toc-part"><xsl:with-param name="id" select="'signatures'"/></xsl:call-template>
        <xsl:call-template name="toc-part"><xsl:with-param name="id" select="'colophon'"/></xsl:call-template>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template name="toc-part">
    <xsl:param name="id"/>
    <xsl:call-template name="toc-row">
      <xsl:with-param name="to" select="$id"/>
      <xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="$id"/></xsl:call-template></xsl:with-param>
      <xsl:with-param name="weight" select="'600'"/>
      <xsl:with-param name="space" select="$toc-gap"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="toc-row">
    <xsl:param name="to"/>
    <xsl:param name="code"/>
    <xsl:param name="text"/>
    <xsl:param name="weight" select="'400'"/>
    <xsl:param name="space" select="'1.2pt'"/>
    <fo:table-row keep-together.within-page="always">
      <xsl:choose>
        <xsl:when test="$code">
          <fo:table-cell padding-before="{$space}" padding-after="1.2pt"><fo:block font-weight="600" color="{$accent}"><xsl:value-of select="$code"/></fo:block></fo:table-cell>
          <fo:table-cell padding-before="{$space}" padding-after="1.2pt" padding-end="6mm"><fo:block font-weight="{$weight}"><fo:basic-link internal-destination="{$to}"><xsl:value-of select="$text"/></fo:basic-link></fo:block></fo:table-cell>
        </xsl:when>
        <xsl:otherwise>
          <fo:table-cell number-columns-spanned="2" padding-before="{$space}" padding-after="1.2pt"><fo:block font-weight="{$weight}"><fo:basic-link internal-destination="{$to}"><xsl:value-of select="$text"/></fo:basic-link></fo:block></fo:table-cell>
        </xsl:otherwise>
      </xsl:choose>
      <fo:table-cell padding-before="{$space}" padding-after="1.2pt" display-align="after"><fo:block text-align="end"><fo:basic-link internal-destination="{$to}"><fo:page-number-citation ref-id="{$to}"/></fo:basic-link></fo:block></fo:table-cell>
    </fo:table-row>
  </xsl:template>

  <xsl:template name="bookmarks">
    <fo:bookmark-tree>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'cover'"/></xsl:call-template>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'control'"/></xsl:call-template>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'contents'"/></xsl:call-template>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'summary'"/></xsl:call-template>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'scope'"/></xsl:call-template>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'method'"/></xsl:call-template>
      <xsl:for-each select="r:results/r:group">
        <fo:bookmark internal-destination="{@anchor}" starting-state="show">
          <fo:bookmark-title><xsl:value-of select="concat(@id, '  ', @title)"/></fo:bookmark-title>
          <xsl:for-each select="r:practice">
            <fo:bookmark internal-destination="{@anchor}" starting-state="hide">
              <fo:bookmark-title><xsl:value-of select="concat(@id, '  ', @title)"/></fo:bookmark-title>
              <xsl:for-each select="r:task">
                <fo:bookmark internal-destination="{@anchor}" starting-state="hide">
                  <fo:bookmark-title><xsl:value-of select="concat(@id, '  ', r:label, ' – ', @word)"/></fo:bookmark-title>
                </fo:bookmark>
              </xsl:for-each>
            </fo:bookmark>
          </xsl:for-each>
        </fo:bookmark>
      </xsl:for-each>
      <xsl:if test="$has-changes"><xsl:call-template name="bookmark"><xsl:with-param name="id" select="'changes'"/></xsl:call-template></xsl:if>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'matrix'"/></xsl:call-template>
      <xsl:if test="r:instrument"><xsl:call-template name="bookmark"><xsl:with-param name="id" select="'instrument'"/></xsl:call-template></xsl:if>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'findings'"/></xsl:call-template>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'actions'"/></xsl:call-template>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'evidence'"/></xsl:call-template>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'registers'"/></xsl:call-template>
      <xsl:if test="r:gate"><xsl:call-template name="bookmark"><xsl:with-param name="id" select="'gate'"/></xsl:call-template></xsl:if>
      <fo:bookmark internal-destination="annexes">
        <fo:bookmark-title><xsl:call-template name="word"><xsl:with-param name="id" select="'annexes'"/></xsl:call-template></fo:bookmark-title>
        <xsl:if test="r:delta"><fo:bookmark internal-destination="comparison"><fo:bookmark-title><xsl:value-of select="r:delta/@title"/></fo:bookmark-title></fo:bookmark></xsl:if>
        <xsl:if test="r:trend"><xsl:call-template name="bookmark"><xsl:with-param name="id" select="'trend'"/></xsl:call-template></xsl:if>
      </fo:bookmark>
      <xsl:if test="r:open-points/@total &gt; 0"><xsl:call-template name="bookmark"><xsl:with-param name="id" select="'open-points'"/></xsl:call-template></xsl:if>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'signatures'"/></xsl:call-template>
      <xsl:call-template name="bookmark"><xsl:with-param name="id" select="'colophon'"/></xsl:call-template>
    </fo:bookmark-tree>
  </xsl:template>

  <xsl:template name="bookmark">
    <xsl:param name="id"/>
    <fo:bookmark internal-destination="{$id}">
      <fo:bookmark-title><xsl:call-template name="word"><xsl:with-param name="id" select="$id"/></xsl:call-template></fo:bookmark-title>
    </fo:bookmark>
  </xsl:template>
</xsl:stylesheet>
