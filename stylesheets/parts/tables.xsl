<?xml version="1.0" encoding="UTF-8"?>
<!-- tables.xsl: the few kinds of cells that all tables are made of, label rows, digests. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <!-- A heading cell with a fixed label. -->
  <xsl:template name="th">
    <xsl:param name="word"/>
    <xsl:param name="text"/>
    <xsl:param name="align" select="'start'"/>
    <xsl:param name="gap" select="'0pt'"/>
    <fo:table-cell display-align="after" padding-end="{$gap}" xsl:use-attribute-sets="cell rule-head">
      <fo:block text-align="{$align}" xsl:use-attribute-sets="type-head">
        <xsl:choose>
          <xsl:when test="$word"><xsl:call-template name="word"><xsl:with-param name="id" select="$word"/></xsl:call-template></xsl:when>
          <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
        </xsl:choose>
      </fo:block>
    </fo:table-cell>
  </xsl:template>

  <!-- The last row of a table stays with the one before it: no page begins with a head and a lone row. -->
  <xsl:template name="last-row">
    <xsl:if test="position() = last() and last() &gt; 1"><xsl:attribute name="keep-with-previous.within-page">always</xsl:attribute></xsl:if>
  </xsl:template>

  <!-- A cell with plain text. -->
  <xsl:template name="td">
    <xsl:param name="text"/>
    <xsl:param name="align" select="'start'"/>
    <xsl:param name="weight" select="'400'"/>
    <xsl:param name="gap" select="'4pt'"/>
    <fo:table-cell padding-end="{$gap}" xsl:use-attribute-sets="cell rule-row">
      <fo:block text-align="{$align}" font-weight="{$weight}">
        <xsl:value-of select="$text"/>
        <xsl:if test="string($text) = ''">–</xsl:if>
      </fo:block>
    </fo:table-cell>
  </xsl:template>

  <!-- Label at the left, content beside it: the rows of a card, of the cover, of the document control. -->
  <xsl:template name="label-item">
    <xsl:param name="word"/>
    <xsl:param name="text"/>
    <xsl:param name="content"/>
    <xsl:param name="space" select="'5pt'"/>
    <xsl:param name="keep" select="'auto'"/>
    <xsl:param name="before" select="'auto'"/>
    <xsl:param name="drop" select="'1.4pt'"/>
    <xsl:param name="together" select="'auto'"/>
    <!-- Marks of change: their words stand in the change gutter beside the label, their bars beside the content. -->
    <xsl:param name="gutter" select="/.."/>
    <fo:list-item space-before="{$space}" keep-together.within-page="{$together}" keep-with-next.within-page="{$keep}" keep-with-previous.within-page="{$before}">
      <fo:list-item-label end-indent="label-end()">
        <xsl:choose>
          <xsl:when test="$gutter">
            <fo:table table-layout="fixed" start-indent="-20mm" width="41mm" role="Div">
              <fo:table-column column-width="20mm"/><fo:table-column column-width="21mm"/>
              <fo:table-body start-indent="0mm" end-indent="0mm">
                <fo:table-row>
                  <fo:table-cell padding-end="6.2mm" padding-before="{$drop}"><fo:block text-align="end" xsl:use-attribute-sets="type-gutter"><xsl:apply-templates select="$gutter"/></fo:block></fo:table-cell>
                  <fo:table-cell><xsl:call-template name="label-text"><xsl:with-param name="word" select="$word"/><xsl:with-param name="text" select="$text"/><xsl:with-param name="drop" select="$drop"/></xsl:call-template></fo:table-cell>
                </fo:table-row>
              </fo:table-body>
            </fo:table>
          </xsl:when>
          <xsl:otherwise><xsl:call-template name="label-text"><xsl:with-param name="word" select="$word"/><xsl:with-param name="text" select="$text"/><xsl:with-param name="drop" select="$drop"/></xsl:call-template></xsl:otherwise>
        </xsl:choose>
      </fo:list-item-label>
      <fo:list-item-body start-indent="body-start()">
        <xsl:choose>
          <xsl:when test="$gutter[@bar = 'yes']">
            <fo:block>
              <xsl:call-template name="bars-begin"><xsl:with-param name="marks" select="$gutter"/></xsl:call-template>
              <xsl:copy-of select="$content"/>
              <xsl:call-template name="bars-end"><xsl:with-param name="marks" select="$gutter"/></xsl:call-template>
            </fo:block>
          </xsl:when>
          <xsl:otherwise><xsl:copy-of select="$content"/></xsl:otherwise>
        </xsl:choose>
      </fo:list-item-body>
    </fo:list-item>
  </xsl:template>

  <xsl:template name="label-text">
    <xsl:param name="word"/>
    <xsl:param name="text"/>
    <xsl:param name="drop"/>
    <fo:block padding-before="{$drop}" xsl:use-attribute-sets="type-label">
      <xsl:choose>
        <xsl:when test="$word"><xsl:call-template name="word"><xsl:with-param name="id" select="$word"/></xsl:call-template></xsl:when>
        <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
      </xsl:choose>
    </fo:block>
  </xsl:template>

  <!-- A digest of 64 digits in two lines of four groups. Copied, each line comes without its spaces. -->
  <xsl:template name="digest">
    <xsl:param name="digest"/>
    <fo:block role="Code" xsl:use-attribute-sets="type-mono">
      <fo:block>
        <fo:inline keep-together.within-line="always" fox:actual-text="{substring($digest/@hex, 1, 32)}">
          <xsl:for-each select="$digest/r:g[position() &lt;= 4]"><xsl:if test="position() &gt; 1"><xsl:text>&#xA0;</xsl:text></xsl:if><xsl:value-of select="."/></xsl:for-each>
        </fo:inline>
      </fo:block>
      <fo:block>
        <fo:inline keep-together.within-line="always" fox:actual-text="{substring($digest/@hex, 33)}">
          <xsl:for-each select="$digest/r:g[position() &gt; 4]"><xsl:if test="position() &gt; 1"><xsl:text>&#xA0;</xsl:text></xsl:if><xsl:value-of select="."/></xsl:for-each>
        </fo:inline>
      </fo:block>
    </fo:block>
  </xsl:template>

  <xsl:template name="digest-short">
    <xsl:param name="text"/>
    <fo:inline font-family="{$mono}" font-size="{7.2 * $em}pt" keep-together.within-line="always"><xsl:value-of select="translate($text, ' ', '&#xA0;')"/></fo:inline>
  </xsl:template>

  <!-- What follows the first word, with the space before it. -->
  <xsl:template name="other-words">
    <xsl:param name="text"/>
    <xsl:if test="contains($text, ' ')"><xsl:value-of select="concat(' ', substring-after($text, ' '))"/></xsl:if>
  </xsl:template>

  <!-- A status: the glyph and the first word are inseparable. -->
  <xsl:template name="status-word">
    <xsl:param name="status"/>
    <xsl:param name="word"/>
    <fo:inline keep-together.within-line="always">
      <xsl:call-template name="glyph"><xsl:with-param name="status" select="$status"/></xsl:call-template>
      <xsl:text>&#xA0;</xsl:text>
      <xsl:value-of select="substring-before(concat($word, ' '), ' ')"/>
    </fo:inline>
    <xsl:call-template name="other-words"><xsl:with-param name="text" select="$word"/></xsl:call-template>
  </xsl:template>

  <!-- An evidence state: glyph and word; in the colour of what fails, where it fails. -->
  <xsl:template name="evidence-state">
    <xsl:param name="of"/>
    <fo:inline>
      <xsl:if test="$of/@fails = 'yes'"><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if>
      <fo:inline keep-together.within-line="always">
        <xsl:call-template name="evidence-glyph"><xsl:with-param name="state" select="$of/@symbol"/></xsl:call-template>
        <xsl:text>&#xA0;</xsl:text>
        <xsl:value-of select="substring-before(concat($of/@word, ' '), ' ')"/>
      </fo:inline>
      <xsl:call-template name="other-words"><xsl:with-param name="text" select="$of/@word"/></xsl:call-template>
    </fo:inline>
  </xsl:template>

  <!-- Glyph and id of each linked task, in a row that breaks between tasks. -->
  <xsl:template name="task-links">
    <xsl:param name="links"/>
    <xsl:for-each select="$links">
      <fo:inline keep-together.within-line="always">
        <xsl:call-template name="glyph">
          <xsl:with-param name="status" select="@status"/>
          <xsl:with-param name="word" select="@word"/>
          <xsl:with-param name="size" select="9.5"/>
        </xsl:call-template>
        <xsl:text>&#xA0;</xsl:text>
        <xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@id"/></xsl:call-template>
      </fo:inline>
      <xsl:if test="position() != last()"><xsl:text>&#xA0;&#xA0; </xsl:text></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- The key to the seven glyphs, for each page that shows them without words. -->
  <xsl:template name="key">
    <fo:block xsl:use-attribute-sets="type-note" color="{$ink}">
      <xsl:for-each select="$report/r:summary/r:key/r:status">
        <fo:inline keep-together.within-line="always">
          <xsl:call-template name="glyph"><xsl:with-param name="status" select="@letter"/><xsl:with-param name="size" select="9.5"/><xsl:with-param name="text" select="8"/></xsl:call-template>
          <xsl:text>&#xA0;</xsl:text>
          <xsl:value-of select="@short"/>
        </fo:inline>
        <xsl:if test="position() != last()"><xsl:text>&#xA0;&#xA0;&#xA0; </xsl:text></xsl:if>
      </xsl:for-each>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
