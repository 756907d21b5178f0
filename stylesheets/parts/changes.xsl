<?xml version="1.0" encoding="UTF-8"?>
<!--
  changes.xsl: the page of changes: what the other version of the framework changes, class by class, with the answers behind each,
  and what we changed since the predecessor; each task with its page. Pages that use a draft carry its mark.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:variable name="own-marks" select="/r:report/r:results[1]/r:group/r:practice/r:task/r:change-bar[@kind != 'framework']"/>
  <xsl:variable name="has-changes" select="boolean($versions or $own-marks)"/>

  <xsl:template name="slot:changes">
    <xsl:if test="$has-changes">
      <fo:page-sequence master-reference="portrait" force-page-count="no-force">
        <xsl:call-template name="furniture-portrait"><xsl:with-param name="draft" select="$versions/@draft"/></xsl:call-template>
        <fo:flow flow-name="body">
          <xsl:call-template name="part-title"><xsl:with-param name="id" select="'changes'"/></xsl:call-template>
          <xsl:if test="$versions">
            <xsl:call-template name="section-title"><xsl:with-param name="text" select="$versions/@title"/></xsl:call-template>
            <xsl:call-template name="version-banner"/>
            <fo:block space-after="9pt" end-indent="24mm" xsl:use-attribute-sets="type-prose"><xsl:value-of select="$versions/@sentence"/></fo:block>
            <xsl:call-template name="class-table"/>
            <xsl:call-template name="version-notes"/>
          </xsl:if>
          <xsl:if test="$own-marks"><xsl:call-template name="own-changes"/></xsl:if>
        </fo:flow>
      </fo:page-sequence>
    </xsl:if>
  </xsl:template>

  <!-- The box that says what a draft is not good for. -->
  <xsl:template name="version-banner">
    <xsl:if test="$versions/r:banner">
      <fo:block space-after="9pt" border="0.7pt solid {$ink}" padding="5pt 8pt" start-indent="8.7pt" end-indent="8.7pt" keep-together.within-page="always" xsl:use-attribute-sets="type-table">
        <fo:inline font-weight="600"><xsl:call-template name="word"><xsl:with-param name="id" select="'draft-mark'"/></xsl:call-template></fo:inline>
        <xsl:text>&#xA0; </xsl:text>
        <xsl:value-of select="$versions/r:banner"/>
      </fo:block>
    </xsl:if>
  </xsl:template>

  <xsl:template name="version-notes">
    <xsl:for-each select="$versions/r:note">
      <fo:block space-before="3pt" end-indent="24mm" xsl:use-attribute-sets="type-note"><xsl:value-of select="."/></fo:block>
    </xsl:for-each>
  </xsl:template>

  <!-- A class with nothing in it is left out; the sum stays that of the sentence above. -->
  <xsl:template name="class-table">
    <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
      <fo:table-column column-width="8mm"/><fo:table-column column-width="51mm"/><fo:table-column column-width="17mm"/><fo:table-column column-width="17mm"/><fo:table-column column-width="67mm"/>
      <fo:table-header><fo:table-row keep-with-next.within-page="always">
        <fo:table-cell number-columns-spanned="2" display-align="after" xsl:use-attribute-sets="cell rule-head"><fo:block xsl:use-attribute-sets="type-head"><xsl:call-template name="word"><xsl:with-param name="id" select="'class'"/></xsl:call-template></fo:block></fo:table-cell>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'tasks'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'met'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'tasks-pages'"/></xsl:call-template>
      </fo:table-row></fo:table-header>
      <fo:table-body>
        <xsl:for-each select="$versions/r:class[@total &gt; 0]">
          <fo:table-row keep-together.within-page="always">
            <xsl:call-template name="last-row"/>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:call-template name="class-letter"><xsl:with-param name="letter" select="@letter"/><xsl:with-param name="word" select="@letter"/><xsl:with-param name="text" select="8.5"/></xsl:call-template></fo:block></fo:table-cell>
            <xsl:call-template name="td"><xsl:with-param name="text" select="@meaning"/><xsl:with-param name="gap" select="'8pt'"/></xsl:call-template>
            <xsl:call-template name="td"><xsl:with-param name="text" select="@fraction"/></xsl:call-template>
            <xsl:call-template name="td"><xsl:with-param name="text" select="r:counts/@fraction"/></xsl:call-template>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block line-height="{13 * $em}pt"><xsl:apply-templates select="r:class-task"/></fo:block></fo:table-cell>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    <fo:block space-before="3pt" keep-with-previous.within-page="always" xsl:use-attribute-sets="type-note"><xsl:call-template name="word"><xsl:with-param name="id" select="'class-formula'"/></xsl:call-template></fo:block>
  </xsl:template>

  <xsl:template match="r:class-task">
    <fo:inline keep-together.within-line="always">
      <xsl:call-template name="glyph"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="@word"/><xsl:with-param name="size" select="9.5"/></xsl:call-template>
      <xsl:text>&#xA0;</xsl:text>
      <xsl:call-template name="task-page"><xsl:with-param name="id" select="@id"/><xsl:with-param name="to" select="@to"/></xsl:call-template>
    </fo:inline>
    <xsl:if test="position() != last()"><xsl:text>&#xA0; </xsl:text></xsl:if>
  </xsl:template>

  <!-- An id, and the page where it is answered. -->
  <xsl:template name="task-page">
    <xsl:param name="id"/>
    <xsl:param name="to"/>
    <fo:inline font-weight="600"><xsl:call-template name="link"><xsl:with-param name="to" select="$to"/><xsl:with-param name="text" select="$id"/></xsl:call-template></fo:inline>
    <xsl:if test="$to != ''"><xsl:text>&#xA0;</xsl:text><fo:basic-link internal-destination="{$to}" color="{$secondary}"><fo:page-number-citation ref-id="{$to}"/></fo:basic-link></xsl:if>
  </xsl:template>

  <xsl:template name="own-changes">
    <xsl:call-template name="section-title"><xsl:with-param name="word" select="'our-changes'"/></xsl:call-template>
    <fo:list-block keep-together.within-page="20" provisional-distance-between-starts="40mm" provisional-label-separation="4mm">
      <xsl:call-template name="own-change"><xsl:with-param name="kind" select="'answer'"/><xsl:with-param name="marks" select="$own-marks[@of = 'task']"/><xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="'status-changed'"/></xsl:call-template></xsl:with-param></xsl:call-template>
      <xsl:call-template name="own-change"><xsl:with-param name="kind" select="'answer'"/><xsl:with-param name="marks" select="$own-marks[@of = 'statement']"/><xsl:with-param name="text" select="$own-marks[@of = 'statement'][1]/@words"/></xsl:call-template>
      <!-- One row for each thing that happened to evidence. -->
      <xsl:for-each select="$own-marks[@kind = 'evidence']">
        <xsl:variable name="words" select="@words"/>
        <xsl:variable name="same" select="$own-marks[@kind = 'evidence' and @words = $words]"/>
        <xsl:if test="generate-id() = generate-id($same[1])">
          <xsl:call-template name="own-change"><xsl:with-param name="kind" select="'evidence'"/><xsl:with-param name="marks" select="$same"/><xsl:with-param name="text" select="$words"/></xsl:call-template>
        </xsl:if>
      </xsl:for-each>
    </fo:list-block>
  </xsl:template>

  <xsl:template name="own-change">
    <xsl:param name="kind"/>
    <xsl:param name="marks"/>
    <xsl:param name="text"/>
    <xsl:if test="$marks">
      <fo:list-item space-before="5pt">
        <fo:list-item-label end-indent="label-end()"><fo:block xsl:use-attribute-sets="type-table">
          <xsl:call-template name="bar-sample"><xsl:with-param name="kind" select="$kind"/></xsl:call-template>
          <xsl:text>&#xA0; </xsl:text>
          <xsl:value-of select="$text"/>
        </fo:block></fo:list-item-label>
        <fo:list-item-body start-indent="body-start()"><fo:block line-height="{13 * $em}pt" xsl:use-attribute-sets="type-table">
          <xsl:for-each select="$marks/..">
            <fo:inline keep-together.within-line="always"><xsl:call-template name="task-page"><xsl:with-param name="id" select="@id"/><xsl:with-param name="to" select="@anchor"/></xsl:call-template></fo:inline>
            <xsl:if test="position() != last()"><xsl:text>&#xA0;&#xA0; </xsl:text></xsl:if>
          </xsl:for-each>
        </fo:block></fo:list-item-body>
      </fo:list-item>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
