<?xml version="1.0" encoding="UTF-8"?>
<!--
  words.xsl: fixed labels from the message file of the language, and small helpers. Whatever depends on data is worded by
  the model; nothing here adds up a number.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:m="urn:assay:messages:1" xmlns:r="urn:assay:report:1" exclude-result-prefixes="m r">

  <xsl:variable name="lang"><xsl:choose>
    <xsl:when test="string(/r:report/@lang) != ''"><xsl:value-of select="/r:report/@lang"/></xsl:when>
    <xsl:otherwise>en</xsl:otherwise>
  </xsl:choose></xsl:variable>
  <!-- The texts of the report's language, complete: the program puts English where the language lacks one. -->
  <xsl:variable name="messages" select="document('assay:messages')"/>
  <!-- Whether the language needs it: long words in narrow columns. -->
  <xsl:variable name="hyphenate"><xsl:call-template name="word"><xsl:with-param name="id" select="'hyphenate'"/></xsl:call-template></xsl:variable>
  <xsl:key name="message" match="m:m" use="@id"/>
  <!-- The root of the report, for keys asked from within another document. -->
  <xsl:variable name="report" select="/r:report"/>

  <xsl:template name="word">
    <xsl:param name="id"/>
    <xsl:for-each select="$messages">
      <xsl:choose>
        <xsl:when test="key('message', $id)"><xsl:value-of select="key('message', $id)"/></xsl:when>
        <xsl:otherwise><xsl:message terminate="yes">no message "<xsl:value-of select="$id"/>"</xsl:message></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- A path or address: a line may end after / _ and -, never within :// and never before a file's ending. -->
  <xsl:template name="soft-path">
    <xsl:param name="path"/>
    <xsl:variable name="flat" select="translate($path, '_-', '//')"/>
    <xsl:choose>
      <xsl:when test="contains($flat, '/')">
        <xsl:variable name="head" select="string-length(substring-before($flat, '/')) + 1"/>
        <xsl:variable name="tail" select="substring($path, $head + 1)"/>
        <xsl:value-of select="substring($path, 1, $head)"/>
        <xsl:if test="$tail != '' and not(starts-with($tail, '/')) and not(substring($path, $head - 1, 2) = ':/')">
          <xsl:text>&#x200B;</xsl:text>
        </xsl:if>
        <xsl:call-template name="soft-path"><xsl:with-param name="path" select="$tail"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$path"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An id, a date or a fraction: never broken. -->
  <xsl:template name="unbroken">
    <xsl:param name="text"/>
    <fo:inline keep-together.within-line="always"><xsl:value-of select="$text"/></fo:inline>
  </xsl:template>

  <!-- A text that is longer than its place, cut, with the sign for that. -->
  <xsl:template name="cut">
    <xsl:param name="text"/>
    <xsl:param name="chars"/>
    <xsl:choose>
      <xsl:when test="string-length($text) &gt; $chars"><xsl:value-of select="substring($text, 1, $chars - 1)"/><xsl:text>…</xsl:text></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A link inside the document that still reads when its target is not on paper. -->
  <xsl:template name="link">
    <xsl:param name="to"/>
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="string($to) != ''">
        <fo:basic-link internal-destination="{$to}" keep-together.within-line="always"><xsl:value-of select="$text"/></fo:basic-link>
      </xsl:when>
      <xsl:otherwise><fo:inline keep-together.within-line="always"><xsl:value-of select="$text"/></fo:inline></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
