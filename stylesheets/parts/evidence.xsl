<?xml version="1.0" encoding="UTF-8"?>
<!-- evidence.xsl: the evidence index: place, dates, state, full digest, and the pages where the item is cited. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:evidence">
    <xsl:variable name="e" select="r:evidence"/>
    <xsl:call-template name="part-title"><xsl:with-param name="id" select="'evidence'"/></xsl:call-template>
    <fo:block keep-with-next.within-page="always" xsl:use-attribute-sets="type-table"><xsl:value-of select="$e/r:intro"/></fo:block>
    <fo:block space-before="3pt" space-after="9pt" xsl:use-attribute-sets="type-table">
      <fo:inline font-weight="600"><xsl:value-of select="$e/@sentence"/></fo:inline>
      <xsl:for-each select="r:summary/r:evidence-summary/r:state[@count &gt; 0]">
        <xsl:text>&#xA0;&#xA0;&#xA0; </xsl:text>
        <fo:inline keep-together.within-line="always"><xsl:call-template name="evidence-glyph"><xsl:with-param name="state" select="@symbol"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:value-of select="@word"/></fo:inline>
      </xsl:for-each>
    </fo:block>
    <xsl:choose>
      <xsl:when test="$e/r:item">
        <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
          <fo:table-column fox:header="true" column-width="12mm"/><fo:table-column column-width="37mm"/><fo:table-column column-width="17.5mm"/><fo:table-column column-width="24.5mm"/><fo:table-column column-width="54mm"/><fo:table-column column-width="15mm"/>
          <fo:table-header><fo:table-row keep-with-next.within-page="always">
            <xsl:call-template name="th"><xsl:with-param name="word" select="'id'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'evidence-and-place'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'collected-expires'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'state-method'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'sha'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'task-page'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
          </fo:table-row></fo:table-header>
          <fo:table-body><xsl:apply-templates select="$e/r:item"/></fo:table-body>
        </fo:table>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="none-recorded"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    Two table rows for each item: title, dates and state above; place and note beneath, over three columns, because paths are
    long. Digests, what was found out and the tasks stand beside both, so that the place stays close to the title.
  -->
  <xsl:template match="r:evidence/r:item">
    <xsl:variable name="two" select="boolean(r:place or r:note)"/>
    <fo:table-row keep-together.within-page="always">
      <xsl:if test="$two"><xsl:attribute name="keep-with-next.within-page">always</xsl:attribute></xsl:if>
      <xsl:call-template name="last-row"/>
      <fo:table-cell number-rows-spanned="{1 + $two}" xsl:use-attribute-sets="cell rule-row"><fo:block id="{@anchor}" font-weight="600"><xsl:copy-of select="@a:at"/><xsl:value-of select="@id"/></fo:block></fo:table-cell>
      <fo:table-cell padding-end="6pt" padding-before="3pt"><xsl:call-template name="item-end"><xsl:with-param name="open" select="$two"/></xsl:call-template>
        <fo:block xsl:use-attribute-sets="author"><xsl:value-of select="@title"/></fo:block>
        <xsl:if test="@origin"><fo:block color="{$secondary}"><xsl:call-template name="word"><xsl:with-param name="id" select="'listed-by'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:value-of select="@origin"/></fo:block></xsl:if>
      </fo:table-cell>
      <fo:table-cell padding-before="3pt"><xsl:call-template name="item-end"><xsl:with-param name="open" select="$two"/></xsl:call-template>
        <fo:block><xsl:value-of select="@collected"/><xsl:if test="@collected = ''">–</xsl:if></fo:block>
        <fo:block color="{$secondary}"><xsl:value-of select="@expires"/><xsl:if test="@expires = ''">–</xsl:if></fo:block>
      </fo:table-cell>
      <fo:table-cell padding-before="3pt" padding-end="4pt"><xsl:call-template name="item-end"><xsl:with-param name="open" select="$two"/></xsl:call-template>
        <fo:block><xsl:call-template name="evidence-state"><xsl:with-param name="of" select="."/></xsl:call-template></fo:block>
        <fo:block color="{$secondary}"><xsl:value-of select="@method"/><xsl:if test="@method = ''">–</xsl:if></fo:block>
      </fo:table-cell>
      <fo:table-cell number-rows-spanned="{1 + $two}" xsl:use-attribute-sets="cell rule-row">
        <xsl:apply-templates select="r:digest" mode="item-digest"/>
        <xsl:if test="r:detail"><fo:block color="{$secondary}"><xsl:value-of select="r:detail"/></fo:block></xsl:if>
        <xsl:if test="not(r:digest or r:detail)"><fo:block color="{$secondary}">–</fo:block></xsl:if>
      </fo:table-cell>
      <fo:table-cell number-rows-spanned="{1 + $two}" xsl:use-attribute-sets="cell rule-row">
        <xsl:apply-templates select="r:task-link" mode="item-task"/>
        <xsl:if test="not(r:task-link)"><fo:block text-align="end">–</fo:block></xsl:if>
      </fo:table-cell>
    </fo:table-row>
    <xsl:if test="$two">
      <fo:table-row keep-together.within-page="always">
        <fo:table-cell number-columns-spanned="3" padding-after="3pt" padding-end="6pt" xsl:use-attribute-sets="rule-row">
          <xsl:if test="r:place">
            <xsl:choose>
              <xsl:when test="@place-kind = 'file'"><fo:block color="{$secondary}" xsl:use-attribute-sets="type-mono"><xsl:call-template name="soft-path"><xsl:with-param name="path" select="string(r:place)"/></xsl:call-template></fo:block></xsl:when>
              <xsl:otherwise><fo:block color="{$secondary}"><xsl:value-of select="r:place"/></fo:block></xsl:otherwise>
            </xsl:choose>
          </xsl:if>
          <xsl:if test="r:note"><fo:block color="{$secondary}"><xsl:apply-templates select="r:note/node()" mode="evidence-note"/></fo:block></xsl:if>
        </fo:table-cell>
      </fo:table-row>
    </xsl:if>
  </xsl:template>

  <!-- How a cell of the first row ends: open to the second row, or with the row's line. -->
  <xsl:template name="item-end">
    <xsl:param name="open"/>
    <xsl:if test="not($open)"><xsl:attribute name="padding-after">3pt</xsl:attribute></xsl:if>
    <xsl:call-template name="row-line"><xsl:with-param name="off" select="$open"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="r:digest" mode="item-digest">
    <xsl:if test="count(../r:digest) &gt; 1 or @kind = 'found'"><fo:block font-weight="600" color="{$secondary}" font-size="{8 * $em}pt"><xsl:call-template name="word"><xsl:with-param name="id" select="concat('digest-', @kind)"/></xsl:call-template></fo:block></xsl:if>
    <xsl:call-template name="digest"><xsl:with-param name="digest" select="."/></xsl:call-template>
  </xsl:template>

  <xsl:template match="r:task-link" mode="item-task">
    <fo:block text-align="end"><fo:basic-link internal-destination="{@to}"><xsl:value-of select="@id"/><xsl:text>&#xA0;&#xA0;</xsl:text><fo:inline color="{$secondary}"><fo:page-number-citation ref-id="{@to}"/></fo:inline></fo:basic-link></fo:block>
  </xsl:template>

  <xsl:template match="r:p" mode="evidence-note"><xsl:apply-templates mode="prose"/><xsl:text> </xsl:text></xsl:template>
</xsl:stylesheet>
