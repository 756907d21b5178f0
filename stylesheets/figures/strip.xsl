<?xml version="1.0" encoding="UTF-8"?>
<!--
  strip.xsl: the task strip, one mark for each task in the order of the framework, grouped by practice. One row a group;
  a group that is wider than the measure goes on in a second row. Lengths in points of the drawing.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1"
                xmlns="http://www.w3.org/2000/svg" exclude-result-prefixes="r">

  <xsl:variable name="strip-cell" select="17.5"/>
  <xsl:variable name="strip-pitch" select="20.2"/>
  <xsl:variable name="strip-gap" select="7"/>
  <xsl:variable name="strip-start" select="26"/>
  <xsl:variable name="strip-end" select="404"/>
  <xsl:variable name="strip-row" select="45"/>
  <xsl:variable name="strip-width" select="453.5"/>

  <!-- A strip of more than 150 marks, or of a practice wider than the page, says nothing at a glance. -->
  <xsl:template name="strip-fits">
    <xsl:variable name="wide" select="//r:strip-practice[r:cell[19]]"/>
    <xsl:choose>
      <xsl:when test="//r:strip/@total &lt;= 150 and not($wide)">yes</xsl:when>
      <xsl:otherwise>no</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The strip of the summary: practice ids above, task numbers beneath, fractions at the end of the rows. -->
  <xsl:template name="strip">
    <xsl:param name="strip"/>
    <xsl:variable name="lines"><xsl:call-template name="strip-lines"><xsl:with-param name="row" select="$strip/r:strip-row[1]"/></xsl:call-template></xsl:variable>
    <xsl:variable name="height" select="$lines * $strip-row - 3"/>
    <fo:instream-foreign-object role="Figure" width="160mm" content-width="160mm" content-height="scale-to-fit" scaling="uniform" fox:alt-text="{$strip/@alt}">
      <svg width="{$strip-width}pt" height="{$height}pt" viewBox="0 0 {$strip-width} {$height}" font-family="{$sans}">
        <xsl:call-template name="strip-place">
          <xsl:with-param name="row" select="$strip/r:strip-row[1]"/>
          <xsl:with-param name="y" select="0"/>
        </xsl:call-template>
      </svg>
    </fo:instream-foreign-object>
  </xsl:template>

  <!-- How many lines the rows from this one on need. -->
  <xsl:template name="strip-lines">
    <xsl:param name="row"/>
    <xsl:param name="before" select="0"/>
    <xsl:choose>
      <xsl:when test="$row">
        <xsl:variable name="own"><xsl:apply-templates select="$row/r:strip-practice[1]" mode="strip-count"/></xsl:variable>
        <xsl:call-template name="strip-lines">
          <xsl:with-param name="row" select="$row/following-sibling::r:strip-row[1]"/>
          <xsl:with-param name="before" select="$before + $own"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$before"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="r:strip-practice" mode="strip-count">
    <xsl:param name="x" select="$strip-start"/>
    <xsl:param name="lines" select="1"/>
    <xsl:variable name="width" select="count(r:cell) * $strip-pitch"/>
    <xsl:variable name="wrap" select="$x + $width &gt; $strip-end and $x &gt; $strip-start"/>
    <xsl:variable name="next" select="following-sibling::r:strip-practice[1]"/>
    <xsl:choose>
      <xsl:when test="$next">
        <xsl:apply-templates select="$next" mode="strip-count">
          <xsl:with-param name="x" select="$strip-start * number($wrap) + $x * number(not($wrap)) + $width + $strip-gap"/>
          <xsl:with-param name="lines" select="$lines + number($wrap)"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$lines + number($wrap)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="strip-place">
    <xsl:param name="row"/>
    <xsl:param name="y"/>
    <text x="0" y="{$y + 25}" font-size="12" font-weight="600" fill="{$ink}"><xsl:value-of select="$row/@group"/></text>
    <text x="{$strip-width}" y="{$y + 24}" font-size="9.5" font-weight="600" text-anchor="end" fill="{$ink}"><xsl:value-of select="$row/@fraction"/></text>
    <xsl:apply-templates select="$row/r:strip-practice[1]" mode="strip"><xsl:with-param name="y" select="$y"/></xsl:apply-templates>
    <xsl:variable name="lines"><xsl:apply-templates select="$row/r:strip-practice[1]" mode="strip-count"/></xsl:variable>
    <xsl:if test="$row/following-sibling::r:strip-row">
      <xsl:call-template name="strip-place">
        <xsl:with-param name="row" select="$row/following-sibling::r:strip-row[1]"/>
        <xsl:with-param name="y" select="$y + $lines * $strip-row"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:strip-practice" mode="strip">
    <xsl:param name="x" select="$strip-start"/>
    <xsl:param name="y"/>
    <xsl:variable name="width" select="count(r:cell) * $strip-pitch"/>
    <xsl:variable name="wrap" select="$x + $width &gt; $strip-end and $x &gt; $strip-start"/>
    <xsl:variable name="at" select="$strip-start * number($wrap) + $x * number(not($wrap))"/>
    <xsl:variable name="down" select="$y + $strip-row * number($wrap)"/>
    <text x="{$at}" y="{$down + 7}" font-size="7.4" font-weight="600" fill="{$ink}"><xsl:value-of select="@id"/></text>
    <path d="M{$at} {$down + 10}H{$at + $width - $strip-pitch + $strip-cell}" stroke="{$ink}" stroke-width="0.6" fill="none"/>
    <xsl:for-each select="r:cell">
      <xsl:variable name="left" select="$at + (position() - 1) * $strip-pitch"/>
      <g transform="translate({$left} {$down + 12.4}) scale({$strip-cell div 16})">
        <xsl:call-template name="glyph-shape"><xsl:with-param name="status" select="@status"/></xsl:call-template>
      </g>
      <text x="{$left + $strip-cell div 2}" y="{$down + 38}" font-size="7.4" text-anchor="middle" fill="{$secondary}"><xsl:value-of select="@number"/></text>
    </xsl:for-each>
    <xsl:apply-templates select="following-sibling::r:strip-practice[1]" mode="strip">
      <xsl:with-param name="x" select="$at + $width + $strip-gap"/>
      <xsl:with-param name="y" select="$down"/>
    </xsl:apply-templates>
  </xsl:template>

  <!-- The strip of the cover: marks alone, two groups a line. -->
  <xsl:template name="strip-cover">
    <xsl:param name="strip"/>
    <xsl:variable name="lines" select="ceiling(count($strip/r:strip-row) div 2)"/>
    <xsl:variable name="height" select="$lines * 31"/>
    <fo:instream-foreign-object role="Figure" width="160mm" content-width="160mm" content-height="scale-to-fit" scaling="uniform" fox:alt-text="{$strip/@alt}">
      <svg width="{$strip-width}pt" height="{$height}pt" viewBox="0 0 {$strip-width} {$height}" font-family="{$sans}">
        <xsl:for-each select="$strip/r:strip-row">
          <xsl:variable name="first" select="preceding-sibling::r:strip-row[1]"/>
          <xsl:variable name="odd" select="position() mod 2 = 1"/>
          <xsl:variable name="before" select="(count($first/r:strip-practice/r:cell) * 15.9 + (count($first/r:strip-practice) - 1) * 3.4 + 13) * number(not($odd))"/>
          <xsl:variable name="left" select="$before + 0"/>
          <xsl:variable name="top" select="floor((position() - 1) div 2) * 31"/>
          <text x="{$left}" y="{$top + 8}" font-size="8" font-weight="600" fill="{$ink}"><xsl:value-of select="@group"/></text>
          <xsl:apply-templates select="r:strip-practice[1]" mode="strip-cover">
            <xsl:with-param name="x" select="$left"/>
            <xsl:with-param name="y" select="$top + 12"/>
          </xsl:apply-templates>
        </xsl:for-each>
      </svg>
    </fo:instream-foreign-object>
  </xsl:template>

  <xsl:template match="r:strip-practice" mode="strip-cover">
    <xsl:param name="x"/>
    <xsl:param name="y"/>
    <xsl:for-each select="r:cell">
      <g transform="translate({$x + (position() - 1) * 15.9} {$y}) scale(0.86)">
        <xsl:call-template name="glyph-shape"><xsl:with-param name="status" select="@status"/></xsl:call-template>
      </g>
    </xsl:for-each>
    <xsl:apply-templates select="following-sibling::r:strip-practice[1]" mode="strip-cover">
      <xsl:with-param name="x" select="$x + count(r:cell) * 15.9 + 3.4"/>
      <xsl:with-param name="y" select="$y"/>
    </xsl:apply-templates>
  </xsl:template>
</xsl:stylesheet>
