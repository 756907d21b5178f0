<?xml version="1.0" encoding="UTF-8"?>
<!--
  marks.xsl: what changed, as marks. A bar in the change gutter says who changed something by its style and its place: double and
  outermost, the framework; solid, our answer; dotted and innermost, our evidence. A letter in a box says how the framework
  changed a task. Within a text, inserted words are underlined and deleted ones struck. Colour only helps.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:svg="http://www.w3.org/2000/svg"
                exclude-result-prefixes="r svg">

  <xsl:variable name="versions" select="/r:report/r:versions"/>
  <xsl:variable name="c-inserted" select="'#DCEAF2'"/>
  <xsl:variable name="c-deleted" select="'#ECECEC'"/>
  <xsl:variable name="c-deleted-ink" select="'#3A3A3A'"/>

  <!-- Both ends of the bars of some marks. Bars do not move text; they reach from the first to the last line between the ends. -->
  <xsl:template name="bars-begin">
    <xsl:param name="marks"/>
    <xsl:for-each select="$marks[@bar = 'yes']">
      <xsl:call-template name="bar-begin"><xsl:with-param name="kind" select="@kind"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>
  <xsl:template name="bars-end">
    <xsl:param name="marks"/>
    <xsl:for-each select="$marks[@bar = 'yes']">
      <xsl:sort select="position()" data-type="number" order="descending"/>
      <fo:change-bar-end change-bar-class="{@kind}"/>
    </xsl:for-each>
  </xsl:template>
  <xsl:template name="bar-begin">
    <xsl:param name="kind"/>
    <xsl:choose>
      <xsl:when test="$kind = 'framework'"><fo:change-bar-begin change-bar-class="framework" change-bar-style="double" change-bar-width="2.6pt" change-bar-offset="5mm" change-bar-placement="start" change-bar-color="{$ink}"/></xsl:when>
      <xsl:when test="$kind = 'answer'"><fo:change-bar-begin change-bar-class="answer" change-bar-style="solid" change-bar-width="1.6pt" change-bar-offset="3.4mm" change-bar-placement="start" change-bar-color="{$ink}"/></xsl:when>
      <xsl:otherwise><fo:change-bar-begin change-bar-class="{$kind}" change-bar-style="dotted" change-bar-width="1.6pt" change-bar-offset="1.9mm" change-bar-placement="start" change-bar-color="{$ink}"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The letter of a class in its box. -->
  <xsl:template name="class-letter">
    <xsl:param name="letter"/>
    <xsl:param name="word"/>
    <xsl:param name="text" select="8"/>
    <fo:instream-foreign-object content-width="{11.4 * $em}pt" content-height="{11.4 * $em}pt" width="{11.4 * $em}pt" height="{11.4 * $em}pt"
        alignment-baseline="alphabetic" baseline-shift="{format-number((0.33 * $text - 5.7) * $em, '0.##')}pt">
      <xsl:call-template name="glyph-alt"><xsl:with-param name="word" select="$word"/></xsl:call-template>
      <svg xmlns="http://www.w3.org/2000/svg" width="{11.4 * $em}pt" height="{11.4 * $em}pt" viewBox="0 0 11.4 11.4">
        <path d="M.4 .4H11V11H.4Z" fill="#FFFFFF" stroke="{$ink}" stroke-width="0.7"/>
        <text x="5.7" y="8.45" font-family="{$sans}" font-weight="600" font-size="8" text-anchor="middle" fill="{$ink}"><xsl:value-of select="translate($letter, '-', '–')"/></text>
      </svg>
    </fo:instream-foreign-object>
  </xsl:template>

  <!-- A piece of a bar, for a legend: height of a line. -->
  <xsl:template name="bar-sample">
    <xsl:param name="kind"/>
    <fo:instream-foreign-object content-width="{4 * $em}pt" content-height="{10 * $em}pt" width="{4 * $em}pt" height="{10 * $em}pt" role="artifact"
        alignment-baseline="alphabetic" baseline-shift="{format-number(-2 * $em, '0.##')}pt">
      <svg xmlns="http://www.w3.org/2000/svg" width="{4 * $em}pt" height="{10 * $em}pt" viewBox="0 0 4 10">
        <xsl:choose>
          <xsl:when test="$kind = 'framework'"><path d="M1.1 0V10M2.9 0V10" stroke="{$ink}" stroke-width="0.85" fill="none"/></xsl:when>
          <xsl:when test="$kind = 'answer'"><path d="M2 0V10" stroke="{$ink}" stroke-width="1.6" fill="none"/></xsl:when>
          <xsl:otherwise><path d="M2 1V10" stroke="{$ink}" stroke-width="1.6" stroke-dasharray="0.01 2.6" stroke-linecap="round" fill="none"/></xsl:otherwise>
        </xsl:choose>
      </svg>
    </fo:instream-foreign-object>
  </xsl:template>

  <!-- Words of one kind. -->
  <xsl:template match="r:w" mode="marked">
    <xsl:call-template name="word-mark"><xsl:with-param name="kind" select="@kind"/><xsl:with-param name="text" select="."/></xsl:call-template>
    <xsl:if test="following-sibling::r:w"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <!-- A reader who hears the page is told what a mark shows. -->
  <xsl:template name="word-mark">
    <xsl:param name="kind"/>
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="$kind = 'inserted'">
        <fo:inline role="Span" text-decoration="underline" background-color="{$c-inserted}">
          <xsl:attribute name="fox:alt-text"><xsl:call-template name="word"><xsl:with-param name="id" select="'inserted'"/></xsl:call-template>: <xsl:value-of select="$text"/></xsl:attribute>
          <xsl:value-of select="$text"/>
        </fo:inline>
      </xsl:when>
      <xsl:when test="$kind = 'deleted'">
        <fo:inline role="Span" text-decoration="line-through" background-color="{$c-deleted}" color="{$c-deleted-ink}">
          <xsl:attribute name="fox:alt-text"><xsl:call-template name="word"><xsl:with-param name="id" select="'deleted'"/></xsl:call-template>: <xsl:value-of select="$text"/></xsl:attribute>
          <xsl:value-of select="$text"/>
        </fo:inline>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Both texts in one: in a card. One side alone: left without what came, right without what went. -->
  <xsl:template name="marked-both">
    <xsl:param name="marked"/>
    <xsl:apply-templates select="$marked/r:w" mode="marked"/>
  </xsl:template>
  <xsl:template name="marked-side">
    <xsl:param name="marked"/>
    <xsl:param name="without"/>
    <xsl:for-each select="$marked/r:w[@kind != $without]">
      <xsl:call-template name="word-mark"><xsl:with-param name="kind" select="@kind"/><xsl:with-param name="text" select="."/></xsl:call-template>
      <xsl:if test="position() != last()"><xsl:text> </xsl:text></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- What a revision did: "Examples added: 2 no preset passwords; 3 settings of the log". -->
  <xsl:template match="r:fact" mode="fact">
    <fo:inline><xsl:value-of select="@word"/></fo:inline>
    <xsl:if test="@unlogged = 'yes'"><xsl:text> (</xsl:text><xsl:call-template name="word"><xsl:with-param name="id" select="'unlogged'"/></xsl:call-template><xsl:text>)</xsl:text></xsl:if>
    <xsl:variable name="parts" select="r:part[. != '' or @about]"/>
    <xsl:variable name="kind">
      <xsl:choose>
        <xsl:when test="@change = 'added' or (@change != 'removed' and @of != 'reference')">inserted</xsl:when>
        <xsl:when test="@change = 'removed'">deleted</xsl:when>
        <xsl:otherwise>same</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$parts"><xsl:text>: </xsl:text></xsl:if>
    <xsl:for-each select="$parts">
      <xsl:choose>
        <xsl:when test="@about">
          <xsl:if test=". != ''"><fo:inline font-weight="600"><xsl:value-of select="."/></fo:inline><xsl:text>&#xA0;</xsl:text></xsl:if>
          <xsl:call-template name="word-mark"><xsl:with-param name="kind" select="$kind"/><xsl:with-param name="text" select="@about"/></xsl:call-template>
        </xsl:when>
        <xsl:when test="../@of = 'reference'"><xsl:call-template name="word-mark"><xsl:with-param name="kind" select="$kind"/><xsl:with-param name="text" select="."/></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="position() != last()"><xsl:choose><xsl:when test="@about">; </xsl:when><xsl:otherwise>, </xsl:otherwise></xsl:choose></xsl:if>
    </xsl:for-each>
    <xsl:text>. </xsl:text>
  </xsl:template>

  <xsl:template name="legend-bar">
    <xsl:param name="kind"/>
    <xsl:param name="word"/>
    <fo:inline keep-together.within-line="always">
      <xsl:call-template name="bar-sample"><xsl:with-param name="kind" select="$kind"/></xsl:call-template>
      <xsl:text>&#xA0;</xsl:text>
      <xsl:value-of select="$word"/>
    </fo:inline>
    <xsl:text>&#xA0;&#xA0; </xsl:text>
  </xsl:template>

  <!-- What the bars, letters and marks mean: before the first page that shows them. -->
  <xsl:template name="change-legend">
    <!-- Booleans. -->
    <xsl:param name="framework"/>
    <xsl:param name="answer"/>
    <xsl:param name="evidence"/>
    <xsl:param name="letters" select="/.."/>
    <xsl:param name="words"/>
    <fo:block xsl:use-attribute-sets="type-note">
      <xsl:if test="$framework"><xsl:call-template name="legend-bar"><xsl:with-param name="kind" select="'framework'"/><xsl:with-param name="word"><xsl:call-template name="word"><xsl:with-param name="id" select="'bar-framework'"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:if>
      <xsl:if test="$answer"><xsl:call-template name="legend-bar"><xsl:with-param name="kind" select="'answer'"/><xsl:with-param name="word"><xsl:call-template name="word"><xsl:with-param name="id" select="'bar-answer'"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:if>
      <xsl:if test="$evidence"><xsl:call-template name="legend-bar"><xsl:with-param name="kind" select="'evidence'"/><xsl:with-param name="word"><xsl:call-template name="word"><xsl:with-param name="id" select="'bar-evidence'"/></xsl:call-template></xsl:with-param></xsl:call-template></xsl:if>
      <xsl:for-each select="$letters">
        <fo:inline keep-together.within-line="always">
          <xsl:call-template name="class-letter"><xsl:with-param name="letter" select="@letter"/><xsl:with-param name="word" select="@letter"/></xsl:call-template>
          <xsl:text>&#xA0;</xsl:text>
          <xsl:value-of select="@word"/>
        </fo:inline>
        <xsl:text>&#xA0;&#xA0; </xsl:text>
      </xsl:for-each>
      <xsl:if test="$words">
        <xsl:call-template name="word-mark"><xsl:with-param name="kind" select="'inserted'"/><xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="'inserted'"/></xsl:call-template></xsl:with-param></xsl:call-template>
        <xsl:text>&#xA0;&#xA0; </xsl:text>
        <xsl:call-template name="word-mark"><xsl:with-param name="kind" select="'deleted'"/><xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="'deleted'"/></xsl:call-template></xsl:with-param></xsl:call-template>
      </xsl:if>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
