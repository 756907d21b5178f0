<?xml version="1.0" encoding="UTF-8"?>
<!--
  flow.xsl: where each task went between two assessments. A bar of statuses at the left, one at the right, and a band for all tasks that
  went the same way. What stayed is pale; what got worse is solid and dark, what got better is tinted with an outline, anything else
  is white with a dashed one: the four can be told apart in grey. Names, glyphs and numbers stand at the bars; the table beneath has every number.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1"
                xmlns="http://www.w3.org/2000/svg" exclude-result-prefixes="r">

  <xsl:variable name="flow-width" select="453.5"/>
  <xsl:variable name="flow-left" select="124"/>
  <xsl:variable name="flow-right" select="329.5"/>
  <xsl:variable name="flow-bar" select="11"/>
  <xsl:variable name="flow-top" select="16"/>

  <xsl:template name="flow">
    <xsl:param name="flow"/>
    <!-- 4.2 pt a task where that fits; labels of neighbours stay 10.5 pt apart. -->
    <xsl:variable name="fit" select="220 div $flow/@total"/>
    <xsl:variable name="unit" select="4.2 * number($fit &gt;= 4.2) + $fit * number($fit &lt; 4.2)"/>
    <xsl:variable name="gap" select="(10.5 - $unit) * number($unit &lt; 7.5) + 3 * number($unit &gt;= 7.5)"/>
    <xsl:variable name="left" select="count($flow/r:flow-end[@side = 'was'])"/>
    <xsl:variable name="right" select="count($flow/r:flow-end[@side = 'now'])"/>
    <xsl:variable name="gaps" select="$left * number($left &gt; $right) + $right * number($left &lt;= $right) - 1"/>
    <xsl:variable name="height" select="$flow-top + $flow/@total * $unit + $gaps * $gap + 4"/>
    <fo:instream-foreign-object role="Figure" width="160mm" content-width="160mm" content-height="scale-to-fit" scaling="uniform" fox:alt-text="{$flow/@alt}">
      <svg width="{$flow-width}pt" height="{$height}pt" viewBox="0 0 {$flow-width} {$height}" font-family="{$sans}">
        <text x="{$flow-left + $flow-bar}" y="8.5" font-size="8" font-weight="600" text-anchor="end" fill="{$secondary}"><xsl:value-of select="$flow/@was-title"/></text>
        <text x="{$flow-right}" y="8.5" font-size="8" font-weight="600" fill="{$secondary}"><xsl:value-of select="$flow/@now-title"/></text>
        <xsl:for-each select="$flow/r:flow-band[@group = 'same']"><xsl:call-template name="flow-band"><xsl:with-param name="unit" select="$unit"/><xsl:with-param name="gap" select="$gap"/></xsl:call-template></xsl:for-each>
        <xsl:for-each select="$flow/r:flow-band[@group = 'other']"><xsl:call-template name="flow-band"><xsl:with-param name="unit" select="$unit"/><xsl:with-param name="gap" select="$gap"/></xsl:call-template></xsl:for-each>
        <xsl:for-each select="$flow/r:flow-band[@group = 'better']"><xsl:call-template name="flow-band"><xsl:with-param name="unit" select="$unit"/><xsl:with-param name="gap" select="$gap"/></xsl:call-template></xsl:for-each>
        <xsl:for-each select="$flow/r:flow-band[@group = 'worse']"><xsl:call-template name="flow-band"><xsl:with-param name="unit" select="$unit"/><xsl:with-param name="gap" select="$gap"/></xsl:call-template></xsl:for-each>
        <xsl:for-each select="$flow/r:flow-end"><xsl:call-template name="flow-end"><xsl:with-param name="unit" select="$unit"/><xsl:with-param name="gap" select="$gap"/></xsl:call-template></xsl:for-each>
      </svg>
    </fo:instream-foreign-object>
  </xsl:template>

  <!-- A piece of a bar, with glyph, word and number beside it. -->
  <xsl:template name="flow-end">
    <xsl:param name="unit"/>
    <xsl:param name="gap"/>
    <xsl:variable name="side" select="@side"/>
    <xsl:variable name="y" select="$flow-top + @start * $unit + count(preceding-sibling::r:flow-end[@side = $side]) * $gap"/>
    <xsl:variable name="h" select="@count * $unit"/>
    <xsl:variable name="x" select="$flow-left * number(@side = 'was') + $flow-right * number(@side = 'now')"/>
    <xsl:variable name="glyph" select="($flow-left - 14) * number(@side = 'was') + ($flow-right + $flow-bar + 4) * number(@side = 'now')"/>
    <xsl:variable name="middle" select="$y + $h div 2"/>
    <rect x="{$x + 0.5}" y="{$y + 0.5}" width="{$flow-bar - 1}" height="{$h - 1 + 0.4 * number($h &lt; 2)}">
      <xsl:call-template name="status-paint"><xsl:with-param name="status" select="@status"/></xsl:call-template>
    </rect>
    <xsl:if test="@status != ''">
      <g transform="translate({$glyph} {$middle - 5}) scale(0.625)"><xsl:call-template name="glyph-shape"><xsl:with-param name="status" select="@status"/></xsl:call-template></g>
    </xsl:if>
    <text y="{$middle + 2.8}" font-size="8" fill="{$ink}">
      <xsl:choose>
        <xsl:when test="@side = 'was'"><xsl:attribute name="x"><xsl:value-of select="$glyph - 4 + 14 * number(@status = '')"/></xsl:attribute><xsl:attribute name="text-anchor">end</xsl:attribute></xsl:when>
        <xsl:otherwise><xsl:attribute name="x"><xsl:value-of select="$glyph + 14 - 14 * number(@status = '')"/></xsl:attribute></xsl:otherwise>
      </xsl:choose>
      <tspan font-weight="600"><xsl:value-of select="@count"/></tspan>
      <xsl:text>&#xA0;</xsl:text>
      <xsl:value-of select="@word"/>
    </text>
  </xsl:template>

  <!-- How a piece of a bar is filled and outlined, whatever its direction. -->
  <xsl:template name="status-paint">
    <xsl:param name="status"/>
    <xsl:choose>
      <xsl:when test="$status = 'M'"><xsl:attribute name="fill"><xsl:value-of select="$c-met"/></xsl:attribute><xsl:attribute name="stroke"><xsl:value-of select="$c-met-line"/></xsl:attribute><xsl:attribute name="stroke-width">0.9</xsl:attribute></xsl:when>
      <xsl:when test="$status = 'A'"><xsl:attribute name="fill">#FFFFFF</xsl:attribute><xsl:attribute name="stroke"><xsl:value-of select="$c-met-line"/></xsl:attribute><xsl:attribute name="stroke-width">1</xsl:attribute></xsl:when>
      <xsl:when test="$status = 'P'"><xsl:attribute name="fill"><xsl:value-of select="$c-partly"/></xsl:attribute><xsl:attribute name="stroke"><xsl:value-of select="$c-partly-line"/></xsl:attribute><xsl:attribute name="stroke-width">1</xsl:attribute></xsl:when>
      <xsl:when test="$status = 'L'"><xsl:attribute name="fill">#FFFFFF</xsl:attribute><xsl:attribute name="stroke"><xsl:value-of select="$c-partly-line"/></xsl:attribute><xsl:attribute name="stroke-width">1</xsl:attribute><xsl:attribute name="stroke-dasharray">2.6 1.6</xsl:attribute></xsl:when>
      <xsl:when test="$status = 'X'"><xsl:attribute name="fill"><xsl:value-of select="$c-notmet"/></xsl:attribute><xsl:attribute name="stroke"><xsl:value-of select="$c-notmet"/></xsl:attribute><xsl:attribute name="stroke-width">0.9</xsl:attribute></xsl:when>
      <xsl:when test="$status = 'U'"><xsl:attribute name="fill">#FFFFFF</xsl:attribute><xsl:attribute name="stroke"><xsl:value-of select="$ink"/></xsl:attribute><xsl:attribute name="stroke-width">1</xsl:attribute><xsl:attribute name="stroke-dasharray">1 1.3</xsl:attribute></xsl:when>
      <xsl:otherwise><xsl:attribute name="fill">#FFFFFF</xsl:attribute><xsl:attribute name="stroke"><xsl:value-of select="$c-neutral"/></xsl:attribute><xsl:attribute name="stroke-width">0.7</xsl:attribute></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- How a band is drawn, by what the change means. -->
  <xsl:template name="change-paint">
    <xsl:param name="group"/>
    <xsl:choose>
      <xsl:when test="$group = 'better'"><xsl:attribute name="fill"><xsl:value-of select="$c-met"/></xsl:attribute><xsl:attribute name="stroke"><xsl:value-of select="$c-met-line"/></xsl:attribute><xsl:attribute name="stroke-width">0.7</xsl:attribute></xsl:when>
      <xsl:when test="$group = 'worse'"><xsl:attribute name="fill"><xsl:value-of select="$c-notmet"/></xsl:attribute></xsl:when>
      <xsl:when test="$group = 'other'"><xsl:attribute name="fill">#FFFFFF</xsl:attribute><xsl:attribute name="stroke"><xsl:value-of select="$c-neutral"/></xsl:attribute><xsl:attribute name="stroke-width">0.7</xsl:attribute><xsl:attribute name="stroke-dasharray">2.4 1.6</xsl:attribute></xsl:when>
      <xsl:otherwise><xsl:attribute name="fill">#EDF0F2</xsl:attribute></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="flow-band">
    <xsl:param name="unit"/>
    <xsl:param name="gap"/>
    <xsl:variable name="from" select="../r:flow-end[@side = 'was' and @status = current()/@from]"/>
    <xsl:variable name="to" select="../r:flow-end[@side = 'now' and @status = current()/@to]"/>
    <xsl:variable name="y1" select="$flow-top + ($from/@start + @from-start) * $unit + count($from/preceding-sibling::r:flow-end[@side = 'was']) * $gap"/>
    <xsl:variable name="y2" select="$flow-top + ($to/@start + @to-start) * $unit + count($to/preceding-sibling::r:flow-end[@side = 'now']) * $gap"/>
    <xsl:variable name="h" select="@count * $unit"/>
    <xsl:variable name="x1" select="$flow-left + $flow-bar + 1.5"/>
    <xsl:variable name="x2" select="$flow-right - 1.5"/>
    <xsl:variable name="xm" select="($x1 + $x2) div 2"/>
    <path d="M{$x1} {$y1 + 0.3}C{$xm} {$y1 + 0.3} {$xm} {$y2 + 0.3} {$x2} {$y2 + 0.3}V{$y2 + $h - 0.3}C{$xm} {$y2 + $h - 0.3} {$xm} {$y1 + $h - 0.3} {$x1} {$y1 + $h - 0.3}Z">
      <xsl:call-template name="change-paint"><xsl:with-param name="group" select="@group"/></xsl:call-template>
    </path>
    <!-- A number needs 7.5 pt; a thinner band goes without, the table has it. -->
    <xsl:if test="$h &gt;= 7.5">
      <text x="{$x1 + 4}" y="{$y1 + $h div 2 + 2.7}" font-size="7.5" font-weight="600">
        <xsl:attribute name="fill"><xsl:choose><xsl:when test="@group = 'worse'">#FFFFFF</xsl:when><xsl:when test="@group = 'same'"><xsl:value-of select="$secondary"/></xsl:when><xsl:otherwise><xsl:value-of select="$ink"/></xsl:otherwise></xsl:choose></xsl:attribute>
        <xsl:value-of select="@count"/>
      </text>
    </xsl:if>
  </xsl:template>

  <!-- The four kinds of bands, for a line of text. -->
  <xsl:template name="change-swatch">
    <xsl:param name="group"/>
    <xsl:param name="word"/>
    <fo:inline keep-together.within-line="always">
      <fo:instream-foreign-object role="artifact" content-width="16pt" content-height="7pt" width="16pt" height="7pt" alignment-baseline="alphabetic">
        <svg width="16pt" height="7pt" viewBox="0 0 16 7"><path d="M0.5 0.6H15.5V6.4H0.5Z"><xsl:call-template name="change-paint"><xsl:with-param name="group" select="$group"/></xsl:call-template></path></svg>
      </fo:instream-foreign-object>
      <xsl:text>&#xA0;&#xA0;</xsl:text>
      <xsl:call-template name="word"><xsl:with-param name="id" select="$word"/></xsl:call-template>
    </fo:inline>
  </xsl:template>
</xsl:stylesheet>
