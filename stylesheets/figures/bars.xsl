<?xml version="1.0" encoding="UTF-8"?>
<!--
  bars.xsl: one stacked bar for a group, all groups on one scale, 14.5 pt a task where that fits. The style of the
  outline carries the status: solid M, hatched A, dark frame P, dashed L, solid fill X, dotted U. N is no part of it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1"
                xmlns="http://www.w3.org/2000/svg" exclude-result-prefixes="r">

  <xsl:variable name="bar-width" select="275"/>
  <xsl:variable name="bar-height" select="13"/>

  <xsl:template name="bar">
    <xsl:param name="bar"/>
    <xsl:variable name="max" select="$bar/../@max"/>
    <xsl:variable name="fit" select="($bar-width - 1) div $max"/>
    <xsl:variable name="unit" select="14.5 * number($fit &gt;= 14.5) + $fit * number($fit &lt; 14.5)"/>
    <fo:instream-foreign-object role="Figure" width="{$bar-width}pt" content-width="{$bar-width}pt" content-height="{$bar-height}pt" height="{$bar-height}pt" fox:alt-text="{$bar/@alt}"
        alignment-baseline="alphabetic" baseline-shift="{format-number(0.33 * 8.5 - $bar-height div 2, '0.##')}pt">
      <svg width="{$bar-width}pt" height="{$bar-height}pt" viewBox="0 0 {$bar-width} {$bar-height}" font-family="{$sans}">
        <xsl:apply-templates select="$bar/r:segment"><xsl:with-param name="unit" select="$unit"/></xsl:apply-templates>
      </svg>
    </fo:instream-foreign-object>
  </xsl:template>

  <xsl:template match="r:segment">
    <xsl:param name="unit"/>
    <xsl:variable name="x" select="@start * $unit + 0.6"/>
    <xsl:variable name="w" select="@length * $unit - 1.2"/>
    <xsl:variable name="h" select="$bar-height - 1.2"/>
    <xsl:choose>
      <xsl:when test="@status = 'M'"><rect x="{$x}" y="0.6" width="{$w}" height="{$h}" fill="{$c-met}" stroke="{$c-met-line}" stroke-width="0.9"/></xsl:when>
      <xsl:when test="@status = 'A'">
        <rect x="{$x}" y="0.6" width="{$w}" height="{$h}" fill="#FFFFFF"/>
        <xsl:call-template name="bar-hatch"><xsl:with-param name="x" select="$x"/><xsl:with-param name="end" select="$x + $w"/></xsl:call-template>
        <rect x="{$x + $w div 2 - 5}" y="2.4" width="10" height="{$h - 3.6}" fill="#FFFFFF"/>
        <rect x="{$x}" y="0.6" width="{$w}" height="{$h}" fill="none" stroke="{$c-met-line}" stroke-width="0.9"/>
      </xsl:when>
      <xsl:when test="@status = 'P'"><rect x="{$x}" y="0.6" width="{$w}" height="{$h}" fill="{$c-partly}" stroke="{$c-partly-line}" stroke-width="1"/></xsl:when>
      <xsl:when test="@status = 'L'"><rect x="{$x}" y="0.6" width="{$w}" height="{$h}" fill="#FFFFFF" stroke="{$c-partly-line}" stroke-width="1" stroke-dasharray="2.6 1.6"/></xsl:when>
      <xsl:when test="@status = 'X'"><rect x="{$x}" y="0.6" width="{$w}" height="{$h}" fill="{$c-notmet}" stroke="{$c-notmet}" stroke-width="0.9"/></xsl:when>
      <xsl:when test="@status = 'U'"><rect x="{$x}" y="0.6" width="{$w}" height="{$h}" fill="#FFFFFF" stroke="{$ink}" stroke-width="1" stroke-dasharray="1 1.3"/></xsl:when>
      <xsl:otherwise><rect x="{$x}" y="0.6" width="{$w}" height="{$h}" fill="#FFFFFF" stroke="{$c-neutral}" stroke-width="0.7"/></xsl:otherwise>
    </xsl:choose>
    <!-- A letter needs 7 pt, a letter with a number 14. A narrower piece stays without; the key and the table say it. -->
    <xsl:variable name="label"><xsl:choose>
      <xsl:when test="$w &lt; 7"/>
      <xsl:when test="$w &lt; 14"><xsl:value-of select="@status"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@status"/><xsl:if test="@length &gt; 1"><xsl:text>&#x2009;</xsl:text><xsl:value-of select="@length"/></xsl:if></xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:if test="$label != ''">
      <text x="{$x + $w div 2}" y="9.4" font-size="8" font-weight="600" text-anchor="middle">
        <xsl:attribute name="fill"><xsl:choose><xsl:when test="@status = 'X'">#FFFFFF</xsl:when><xsl:otherwise><xsl:value-of select="$ink"/></xsl:otherwise></xsl:choose></xsl:attribute>
        <xsl:value-of select="$label"/>
      </text>
    </xsl:if>
  </xsl:template>

  <!-- Slanted lines 2.4 pt apart, drawn as paths: patterns are not drawn alike everywhere. -->
  <xsl:template name="bar-hatch">
    <xsl:param name="x"/>
    <xsl:param name="end"/>
    <xsl:if test="$x + 1 &lt; $end">
      <xsl:variable name="over" select="$x + 4 - $end"/>
      <xsl:variable name="cut" select="$over * number($over &gt; 0)"/>
      <path d="M{$x} {$bar-height - 0.6}L{$x + 4 - $cut} {0.6 + $cut * ($bar-height - 1.2) div 4}" stroke="{$c-met-line}" stroke-width="0.7" fill="none"/>
      <xsl:call-template name="bar-hatch"><xsl:with-param name="x" select="$x + 2.4"/><xsl:with-param name="end" select="$end"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
