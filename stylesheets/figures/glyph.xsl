<?xml version="1.0" encoding="UTF-8"?>
<!--
  glyph.xsl: one status as a shape with its letter, and one evidence state as a shape. Shape, letter and word say the
  same; colour only helps. The letter is real text. Drawn in a 16 (status) or 10 (evidence) unit box.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:svg="http://www.w3.org/2000/svg"
                xmlns="http://www.w3.org/2000/svg" exclude-result-prefixes="svg">

  <!-- The drawing alone, in units of the 16 box. -->
  <xsl:template name="glyph-shape">
    <xsl:param name="status"/>
    <xsl:choose>
      <xsl:when test="$status = 'M'">
        <circle cx="8" cy="8" r="7.2" fill="{$c-met}" stroke="{$c-met-line}" stroke-width="1.1"/>
      </xsl:when>
      <xsl:when test="$status = 'P'">
        <circle cx="8" cy="8" r="7.2" fill="#FFFFFF"/>
        <path d="M8 .8A7.2 7.2 0 0 0 8 15.2Z" fill="{$c-partly}"/>
        <circle cx="8" cy="8" r="7.2" fill="none" stroke="{$c-partly-line}" stroke-width="1.1"/>
      </xsl:when>
      <xsl:when test="$status = 'L'">
        <circle cx="8" cy="8" r="7.2" fill="#FFFFFF" stroke="{$c-partly-line}" stroke-width="1.3" stroke-dasharray="2.83 1.694"/>
      </xsl:when>
      <xsl:when test="$status = 'A'">
        <path d="M8 .2 15.8 8 8 15.8 .2 8Z" fill="{$c-met}" stroke="{$c-met-line}" stroke-width="1.1"/>
      </xsl:when>
      <xsl:when test="$status = 'X'">
        <path d="M4.9 .5H11.1L15.5 4.9V11.1L11.1 15.5H4.9L.5 11.1V4.9Z" fill="{$c-notmet}"/>
      </xsl:when>
      <xsl:when test="$status = 'N'">
        <path d="M1.2 1.2H14.8V14.8H1.2Z" fill="#FFFFFF" stroke="{$c-neutral}" stroke-width="1.1"/>
        <path d="M1.2 5.2 5.2 1.2M10.8 14.8 14.8 10.8" fill="none" stroke="{$c-neutral}" stroke-width="0.9"/>
      </xsl:when>
      <xsl:otherwise>
        <path d="M1.2 1.2H14.8V14.8H1.2Z" fill="#FFFFFF" stroke="{$ink}" stroke-width="1.2" stroke-dasharray="1.2 1.52"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:variable name="letter-size"><xsl:choose><xsl:when test="$status = 'A'">8.4</xsl:when><xsl:otherwise>9.4</xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:variable name="letter-y"><xsl:choose><xsl:when test="$status = 'A'">10.95</xsl:when><xsl:otherwise>11.25</xsl:otherwise></xsl:choose></xsl:variable>
    <xsl:variable name="letter-ink"><xsl:choose><xsl:when test="$status = 'X'">#FFFFFF</xsl:when><xsl:otherwise><xsl:value-of select="$ink"/></xsl:otherwise></xsl:choose></xsl:variable>
    <text x="8" y="{$letter-y}" font-family="{$sans}" font-weight="600" font-size="{$letter-size}" text-anchor="middle" fill="{$letter-ink}">
      <xsl:value-of select="$status"/>
    </text>
  </xsl:template>

  <!-- A status glyph in a line of text. size and text are in points; it is centred on the text's capitals. -->
  <xsl:template name="glyph">
    <xsl:param name="status"/>
    <xsl:param name="word"/>
    <xsl:param name="size" select="10.5"/>
    <xsl:param name="text" select="8.5"/>
    <fo:instream-foreign-object content-width="{$size * $em}pt" content-height="{$size * $em}pt" width="{$size * $em}pt" height="{$size * $em}pt"
        alignment-baseline="alphabetic" baseline-shift="{format-number((0.33 * $text - $size div 2) * $em, '0.##')}pt">
      <xsl:call-template name="glyph-alt"><xsl:with-param name="word" select="$word"/></xsl:call-template>
      <svg width="{$size * $em}pt" height="{$size * $em}pt" viewBox="0 0 16 16">
        <xsl:call-template name="glyph-shape"><xsl:with-param name="status" select="$status"/></xsl:call-template>
      </svg>
    </fo:instream-foreign-object>
  </xsl:template>

  <!-- Evidence states by the model's symbol: verified, expired, too-old, differs, missing, outside; the others nobody can check from here. -->
  <xsl:template name="evidence-shape">
    <xsl:param name="state"/>
    <xsl:choose>
      <xsl:when test="$state = 'verified' or $state = 'ok'">
        <circle cx="5" cy="5" r="4.6" fill="{$c-met-line}"/>
        <path d="M2.8 5.2 4.4 6.8 7.4 3.5" fill="none" stroke="#FFFFFF" stroke-width="1.2"/>
      </xsl:when>
      <xsl:when test="$state = 'expired'">
        <circle cx="5" cy="5" r="4.2" fill="#FFFFFF" stroke="{$c-notmet}" stroke-width="1"/>
        <path d="M5 2.6V5.2L7 6.3" fill="none" stroke="{$c-notmet}" stroke-width="1"/>
      </xsl:when>
      <xsl:when test="$state = 'too-old'">
        <path d="M1.4 .8H8.6M1.4 9.2H8.6M2.2 .8C2.2 3.4 4.4 4.2 4.4 5S2.2 6.6 2.2 9.2M7.8 .8C7.8 3.4 5.6 4.2 5.6 5S7.8 6.6 7.8 9.2" fill="none" stroke="{$c-notmet}" stroke-width="0.9"/>
        <path d="M3 8.8C3.4 7.4 6.6 7.4 7 8.8Z" fill="{$c-notmet}"/>
      </xsl:when>
      <xsl:when test="$state = 'differs' or $state = 'altered'">
        <path d="M5 .2 9.8 5 5 9.8 .2 5Z" fill="{$c-notmet}"/>
        <path d="M3 4.1H7M3 5.9H7M6 2.9 4 7.1" fill="none" stroke="#FFFFFF" stroke-width="0.8"/>
      </xsl:when>
      <xsl:when test="$state = 'missing'">
        <path d="M.8 .8H9.2V9.2H.8Z" fill="#FFFFFF" stroke="{$c-notmet}" stroke-width="1" stroke-dasharray="1.6 1.2"/>
      </xsl:when>
      <xsl:when test="$state = 'outside' or $state = 'outside-period'">
        <path d="M.8 .6H5.2V9.4H.8Z" fill="#FFFFFF" stroke="{$c-partly-line}" stroke-width="1"/>
        <circle cx="8.4" cy="5" r="1.2" fill="{$c-partly-line}"/>
      </xsl:when>
      <xsl:otherwise>
        <circle cx="5" cy="5" r="4.2" fill="#FFFFFF" stroke="{$c-neutral}" stroke-width="0.9"/>
        <path d="M3 5H7" fill="none" stroke="{$c-neutral}" stroke-width="0.9"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="evidence-glyph">
    <xsl:param name="state"/>
    <xsl:param name="word"/>
    <xsl:param name="text" select="8.5"/>
    <fo:instream-foreign-object content-width="{8 * $em}pt" content-height="{8 * $em}pt" width="{8 * $em}pt" height="{8 * $em}pt"
        alignment-baseline="alphabetic" baseline-shift="{format-number((0.33 * $text - 4) * $em, '0.##')}pt">
      <xsl:call-template name="glyph-alt"><xsl:with-param name="word" select="$word"/></xsl:call-template>
      <svg width="{8 * $em}pt" height="{8 * $em}pt" viewBox="0 0 10 10">
        <xsl:call-template name="evidence-shape"><xsl:with-param name="state" select="$state"/></xsl:call-template>
      </svg>
    </fo:instream-foreign-object>
  </xsl:template>

  <!-- Without a word of its own a glyph stands beside the word, and is decoration. -->
  <xsl:template name="glyph-alt">
    <xsl:param name="word"/>
    <xsl:choose>
      <xsl:when test="string($word) != ''"><xsl:attribute name="fox:alt-text"><xsl:value-of select="$word"/></xsl:attribute></xsl:when>
      <xsl:otherwise><xsl:attribute name="role">artifact</xsl:attribute></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
