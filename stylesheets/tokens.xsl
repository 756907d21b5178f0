<?xml version="1.0" encoding="UTF-8"?>
<!--
  tokens.xsl: the grid, the type scale and the palette. Every length, size and colour of a report has its name here.
  What the theme may replace comes from document('assay:theme'); status colours are meaning, not brand, and are fixed.
  Vertical spaces are 3, 5, 9, 13, 15 and 24 pt and no others.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:t="urn:assay:theme:1" xmlns:r="urn:assay:report:1"
                exclude-result-prefixes="t r">

  <xsl:variable name="theme" select="document('assay:theme')/t:theme"/>

  <!-- Paper. The portrait measure is 160 mm on both, so that lines and tables break alike. -->
  <xsl:param name="paper" select="''"/>
  <xsl:variable name="sheet">
    <xsl:choose>
      <xsl:when test="$paper != ''"><xsl:value-of select="$paper"/></xsl:when>
      <xsl:when test="string(/r:report/@paper) != ''"><xsl:value-of select="/r:report/@paper"/></xsl:when>
      <xsl:when test="$theme/@paper = 'letter'">letter</xsl:when>
      <xsl:otherwise>a4</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="us" select="$sheet = 'letter'"/>

  <!-- Lengths in mm. -->
  <xsl:variable name="short-side"><xsl:choose><xsl:when test="$us">215.9</xsl:when><xsl:otherwise>210</xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="long-side"><xsl:choose><xsl:when test="$us">279.4</xsl:when><xsl:otherwise>297</xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="p-left"><xsl:choose><xsl:when test="$us">33</xsl:when><xsl:otherwise>30</xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="p-right" select="$short-side - $p-left - 160"/>
  <xsl:variable name="p-top"><xsl:choose><xsl:when test="$us">24</xsl:when><xsl:otherwise>26</xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="p-bottom"><xsl:choose><xsl:when test="$us">22</xsl:when><xsl:otherwise>24</xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="p-head"><xsl:choose><xsl:when test="$us">11</xsl:when><xsl:otherwise>12</xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="p-foot"><xsl:choose><xsl:when test="$us">10</xsl:when><xsl:otherwise>11</xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="l-side"><xsl:choose><xsl:when test="$us">16.2</xsl:when><xsl:otherwise>20</xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="l-top"><xsl:choose><xsl:when test="$us">22</xsl:when><xsl:otherwise>23</xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="l-bottom"><xsl:choose><xsl:when test="$us">18</xsl:when><xsl:otherwise>19</xsl:otherwise></xsl:choose></xsl:variable>
  <xsl:variable name="l-head" select="10"/>
  <xsl:variable name="l-foot" select="9"/>
  <xsl:variable name="l-measure" select="$long-side - 2 * $l-side"/>
  <!-- A column of the landscape page, and what it has more than on US Letter. -->
  <xsl:variable name="l-column" select="($l-measure - 7) div 2"/>
  <xsl:variable name="l-extra" select="$l-column - 120"/>

  <!-- Families. -->
  <xsl:variable name="serif"><xsl:call-template name="token-family"><xsl:with-param name="own" select="$theme/t:fonts/@serif"/><xsl:with-param name="default" select="'Source Serif 4'"/></xsl:call-template></xsl:variable>
  <xsl:variable name="display"><xsl:call-template name="token-family"><xsl:with-param name="own" select="$theme/t:fonts/@display"/><xsl:with-param name="default" select="'Source Serif 4 Display'"/></xsl:call-template></xsl:variable>
  <xsl:variable name="sans"><xsl:call-template name="token-family"><xsl:with-param name="own" select="$theme/t:fonts/@sans"/><xsl:with-param name="default" select="'Source Sans 3'"/></xsl:call-template></xsl:variable>
  <xsl:variable name="mono"><xsl:call-template name="token-family"><xsl:with-param name="own" select="$theme/t:fonts/@mono"/><xsl:with-param name="default" select="'Source Code Pro'"/></xsl:call-template></xsl:variable>

  <xsl:template name="token-family">
    <xsl:param name="own"/>
    <xsl:param name="default"/>
    <xsl:text>'</xsl:text>
    <xsl:choose>
      <xsl:when test="string($own) != ''"><xsl:value-of select="translate($own, &quot;'&quot;, '')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$default"/></xsl:otherwise>
    </xsl:choose>
    <xsl:text>'</xsl:text>
  </xsl:template>

  <!-- Sizes: one base times a fixed ratio. em is the factor against the design's 9.75 pt. -->
  <xsl:variable name="base">
    <xsl:choose>
      <xsl:when test="number($theme/t:fonts/@base) &gt;= 9"><xsl:value-of select="$theme/t:fonts/@base"/></xsl:when>
      <xsl:otherwise>9.75</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="em" select="$base div 9.75"/>
  <xsl:variable name="table-size" select="8.5 * $em"/>

  <!-- Colours. -->
  <xsl:variable name="ink" select="'#16202A'"/>
  <xsl:variable name="secondary" select="'#47535F'"/>
  <xsl:variable name="accent">
    <xsl:choose>
      <xsl:when test="string($theme/t:colours/@accent) != ''"><xsl:value-of select="$theme/t:colours/@accent"/></xsl:when>
      <xsl:otherwise>#1D4E6E</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="hairline" select="'#B4BDC6'"/>
  <xsl:variable name="rowline" select="'#D5DBE0'"/>
  <xsl:variable name="tint" select="'#F1F4F6'"/>
  <xsl:variable name="c-met" select="'#BFD9E8'"/>
  <xsl:variable name="c-met-line" select="'#1D4E6E'"/>
  <xsl:variable name="c-partly" select="'#E2A236'"/>
  <xsl:variable name="c-partly-line" select="'#6B4300'"/>
  <xsl:variable name="c-notmet" select="'#8A2415'"/>
  <xsl:variable name="c-neutral" select="'#6B7681'"/>
  <xsl:variable name="c-draft" select="'#EBEEF0'"/>
  <xsl:variable name="c-notready" select="'#F1E7E4'"/>

  <!-- Type styles. -->
  <xsl:attribute-set name="type-prose">
    <xsl:attribute name="font-family"><xsl:value-of select="$serif"/></xsl:attribute>
    <xsl:attribute name="font-size"><xsl:value-of select="9.75 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="13 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$ink"/></xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-editorial" use-attribute-sets="type-prose">
    <xsl:attribute name="font-style">italic</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$secondary"/></xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-table">
    <xsl:attribute name="font-family"><xsl:value-of select="$sans"/></xsl:attribute>
    <xsl:attribute name="font-size"><xsl:value-of select="8.5 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="11.5 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$ink"/></xsl:attribute>
    <xsl:attribute name="hyphenate"><xsl:value-of select="$hyphenate"/></xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-head" use-attribute-sets="type-table">
    <xsl:attribute name="font-size"><xsl:value-of select="8 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="10 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$secondary"/></xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-label" use-attribute-sets="type-table">
    <xsl:attribute name="font-size"><xsl:value-of select="8 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$secondary"/></xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-note" use-attribute-sets="type-table">
    <xsl:attribute name="font-size"><xsl:value-of select="8 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="11 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$secondary"/></xsl:attribute>
  </xsl:attribute-set>
  <!-- Words in the change gutter. -->
  <xsl:attribute-set name="type-gutter" use-attribute-sets="type-note">
    <xsl:attribute name="font-size"><xsl:value-of select="7.5 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="9 * $em"/>pt</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-matrix" use-attribute-sets="type-table">
    <xsl:attribute name="font-size"><xsl:value-of select="8 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="10 * $em"/>pt</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-mono">
    <xsl:attribute name="font-family"><xsl:value-of select="$mono"/></xsl:attribute>
    <xsl:attribute name="font-size"><xsl:value-of select="7.2 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="11 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-page-title">
    <xsl:attribute name="font-family"><xsl:value-of select="$display"/></xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="font-size"><xsl:value-of select="21 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="26 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$ink"/></xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
    <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-verdict" use-attribute-sets="type-page-title">
    <xsl:attribute name="font-size"><xsl:value-of select="19.5 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="25 * $em"/>pt</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-section" use-attribute-sets="type-table">
    <xsl:attribute name="font-size"><xsl:value-of select="12 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="15 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="keep-with-next.within-page">always</xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-practice-id" use-attribute-sets="type-table">
    <xsl:attribute name="font-size"><xsl:value-of select="15 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="19 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="color"><xsl:value-of select="$accent"/></xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-practice-title" use-attribute-sets="type-prose">
    <xsl:attribute name="font-size"><xsl:value-of select="14 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="19 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-task-id" use-attribute-sets="type-table">
    <xsl:attribute name="font-size"><xsl:value-of select="12 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="15 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="type-task-label" use-attribute-sets="type-prose">
    <xsl:attribute name="font-size"><xsl:value-of select="12 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="line-height"><xsl:value-of select="15 * $em"/>pt</xsl:attribute>
    <xsl:attribute name="font-weight">600</xsl:attribute>
    <xsl:attribute name="hyphenate">false</xsl:attribute>
  </xsl:attribute-set>

  <!-- Whose language: the author's words and the framework's titles keep theirs in a report of another language. -->
  <xsl:attribute-set name="author">
    <xsl:attribute name="xml:lang"><xsl:value-of select="$report/@text-lang"/></xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="official">
    <xsl:attribute name="xml:lang"><xsl:value-of select="$report/r:framework/@lang"/></xsl:attribute>
  </xsl:attribute-set>

  <!-- Rules. -->
  <xsl:attribute-set name="rule-head">
    <xsl:attribute name="border-after-style">solid</xsl:attribute>
    <xsl:attribute name="border-after-width">0.7pt</xsl:attribute>
    <xsl:attribute name="border-after-color"><xsl:value-of select="$ink"/></xsl:attribute>
  </xsl:attribute-set>
  <!-- One attribute, not three: every cell of every table has it, and a long report has 100,000. -->
  <xsl:attribute-set name="rule-row">
    <xsl:attribute name="border-bottom">0.3pt solid <xsl:value-of select="$rowline"/></xsl:attribute>
  </xsl:attribute-set>
  <xsl:attribute-set name="rule-total">
    <xsl:attribute name="border-before-style">solid</xsl:attribute>
    <xsl:attribute name="border-before-width">0.7pt</xsl:attribute>
    <xsl:attribute name="border-before-color"><xsl:value-of select="$ink"/></xsl:attribute>
  </xsl:attribute-set>
  <!-- A table cell: 3 pt above and below, no padding beside; gaps are columns' own. -->
  <xsl:attribute-set name="cell">
    <xsl:attribute name="padding-before">3pt</xsl:attribute>
    <xsl:attribute name="padding-after">3pt</xsl:attribute>
  </xsl:attribute-set>
</xsl:stylesheet>
