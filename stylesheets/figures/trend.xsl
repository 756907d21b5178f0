<?xml version="1.0" encoding="UTF-8"?>
<!--
  trend.xsl: a column for each linked assessment, the oldest at the left, stacked by status on one scale; a line joins the tops of what is met.
  What is not applicable has no height. Letters stand in the pieces that are high enough; the table beneath has every number.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1"
                xmlns="http://www.w3.org/2000/svg" exclude-result-prefixes="r">

  <xsl:variable name="trend-width" select="453.5"/>
  <xsl:variable name="trend-top" select="15"/>
  <xsl:variable name="trend-high" select="190"/>

  <xsl:template name="trend">
    <xsl:param name="trend"/>
    <xsl:variable name="n" select="count($trend/r:trend-point)"/>
    <xsl:variable name="fit" select="$trend-width div $n"/>
    <xsl:variable name="pitch" select="150 * number($fit &gt; 150) + $fit * number($fit &lt;= 150)"/>
    <xsl:variable name="column" select="44 * number($pitch &gt; 80) + 0.55 * $pitch * number($pitch &lt;= 80)"/>
    <xsl:variable name="unit" select="$trend-high div $trend/@max"/>
    <xsl:variable name="base" select="$trend-top + $trend-high"/>
    <fo:instream-foreign-object role="Figure" width="160mm" content-width="160mm" content-height="scale-to-fit" scaling="uniform" fox:alt-text="{$trend/@alt}">
      <svg width="{$trend-width}pt" height="{$base + 26}pt" viewBox="0 0 {$trend-width} {$base + 26}" font-family="{$sans}">
        <xsl:for-each select="$trend/r:trend-point">
          <xsl:variable name="x" select="(position() - 1) * $pitch + ($pitch - $column) div 2"/>
          <xsl:variable name="high" select="@applicable * $unit"/>
          <xsl:variable name="next" select="following-sibling::r:trend-point[1]"/>
          <xsl:if test="$next">
            <path d="M{$x + $column + 1} {$base - @met * $unit}L{$x + $pitch - 1} {$base - $next/@met * $unit}" stroke="{$c-met-line}" stroke-width="1.1" fill="none"/>
          </xsl:if>
          <xsl:for-each select="r:trend-segment[@status != 'N' and @count &gt; 0]">
            <xsl:call-template name="trend-piece">
              <xsl:with-param name="x" select="$x"/><xsl:with-param name="y" select="$base - (@start + @count) * $unit"/>
              <xsl:with-param name="w" select="$column"/><xsl:with-param name="h" select="@count * $unit"/>
            </xsl:call-template>
          </xsl:for-each>
          <text x="{$x + $column div 2}" y="{$base - $high - 4}" font-size="8" text-anchor="middle" fill="{$ink}">
            <xsl:if test="@current = 'yes'"><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if>
            <xsl:choose><xsl:when test="$pitch &gt; 44"><xsl:value-of select="@fraction"/></xsl:when><xsl:otherwise><xsl:value-of select="concat(@met, '/', @applicable)"/></xsl:otherwise></xsl:choose>
          </text>
          <text x="{$x + $column div 2}" y="{$base + 11}" font-size="8" text-anchor="middle" fill="{$ink}">
            <xsl:if test="@current = 'yes'"><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if>
            <xsl:choose><xsl:when test="$pitch &gt; 48"><xsl:value-of select="@date"/></xsl:when><xsl:otherwise><xsl:value-of select="substring(@date, 1, 7)"/></xsl:otherwise></xsl:choose>
          </text>
          <!-- The framework, where it begins to be answered. -->
          <xsl:if test="not(preceding-sibling::r:trend-point[1]/@framework = @framework)">
            <text x="{$x + $column div 2}" y="{$base + 22}" font-size="7.5" text-anchor="middle" fill="{$secondary}"><xsl:value-of select="@framework"/></text>
          </xsl:if>
        </xsl:for-each>
        <path d="M0 {$base}H{$n * $pitch}" stroke="{$ink}" stroke-width="0.7" fill="none"/>
      </svg>
    </fo:instream-foreign-object>
  </xsl:template>

  <xsl:template name="trend-piece">
    <xsl:param name="x"/>
    <xsl:param name="y"/>
    <xsl:param name="w"/>
    <xsl:param name="h"/>
    <rect x="{$x + 0.5}" y="{$y + 0.6}" width="{$w - 1}" height="{$h - 1.2 + 0.8 * number($h &lt; 1.4)}">
      <xsl:call-template name="status-paint"><xsl:with-param name="status" select="@status"/></xsl:call-template>
    </rect>
    <xsl:if test="$h &gt;= 8.5">
      <text x="{$x + $w div 2}" y="{$y + $h div 2 + 2.8}" font-size="8" font-weight="600" text-anchor="middle">
        <xsl:attribute name="fill"><xsl:choose><xsl:when test="@status = 'X'">#FFFFFF</xsl:when><xsl:otherwise><xsl:value-of select="$ink"/></xsl:otherwise></xsl:choose></xsl:attribute>
        <xsl:value-of select="@status"/><xsl:if test="$w &gt;= 20"><xsl:text>&#xA0;</xsl:text><xsl:value-of select="@count"/></xsl:if>
      </text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
