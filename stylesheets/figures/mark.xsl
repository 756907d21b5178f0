<?xml version="1.0" encoding="UTF-8"?>
<!-- mark.xsl: the diagonal word behind the text of every page. It is never the only carrier: the head says it too. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns="http://www.w3.org/2000/svg">
  <!-- width and height of the page in mm. The word's middle stands on the page's middle, inside the paper. -->
  <xsl:template name="page-mark">
    <xsl:param name="width"/>
    <xsl:param name="height"/>
    <xsl:param name="word"/>
    <xsl:param name="size" select="150"/>
    <xsl:param name="spacing" select="24"/>
    <xsl:param name="fill" select="$c-draft"/>
    <xsl:variable name="w" select="$width * 72 div 25.4"/>
    <xsl:variable name="h" select="$height * 72 div 25.4"/>
    <!-- 55 degrees on portrait, 33 on landscape paper. -->
    <xsl:variable name="turn"><xsl:choose><xsl:when test="$h &gt; $w">-55</xsl:when><xsl:otherwise>-33</xsl:otherwise></xsl:choose></xsl:variable>
    <!-- The word of any language fits along the diagonal: a capital is some 0.56 of its size wide. -->
    <xsl:variable name="most" select="(980 div string-length($word) - $spacing) div 0.56"/>
    <xsl:variable name="fitted" select="$size * number($size &lt;= $most) + $most * number($size &gt; $most)"/>
    <fo:block-container absolute-position="fixed" left="0mm" top="0mm" width="{$width}mm" height="{$height}mm" role="artifact">
      <fo:block line-height="0pt" font-size="1pt">
        <fo:instream-foreign-object content-width="{$width}mm" content-height="{$height}mm" role="artifact">
          <svg width="{$w}pt" height="{$h}pt" viewBox="0 0 {$w} {$h}">
            <g transform="translate({$w div 2} {$h div 2}) rotate({$turn})">
              <text x="0" y="{$fitted * 0.36}" font-family="{$sans}" font-weight="600" font-size="{$fitted}" letter-spacing="{$spacing}" text-anchor="middle" fill="{$fill}">
                <xsl:value-of select="$word"/>
              </text>
            </g>
          </svg>
        </fo:instream-foreign-object>
      </fo:block>
    </fo:block-container>
  </xsl:template>
</xsl:stylesheet>
