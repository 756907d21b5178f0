<?xml version="1.0" encoding="UTF-8"?>
<!-- matrix.xsl: the matrix: every task in one line, on landscape paper, in two columns. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:matrix">
    <xsl:variable name="changes" select="boolean(r:results/r:group/r:practice/r:task[@change != '–' and @change != '' and @change != '-'])"/>
    <fo:page-sequence master-reference="landscape" force-page-count="no-force">
      <xsl:call-template name="furniture-landscape"/>
      <fo:flow flow-name="body">
        <xsl:variable name="all" select="count(r:results/r:group/r:practice/r:task)"/>
        <!-- The group that starts the second column: the one in which the middle task stands, when one page holds all. -->
        <xsl:variable name="turn"><xsl:if test="$all &lt;= 52">
          <xsl:for-each select="r:results/r:group[preceding-sibling::r:group]">
            <xsl:variable name="before" select="count(preceding-sibling::r:group/r:practice/r:task)"/>
            <xsl:if test="$before &lt;= $all * 0.5 and $before + count(r:practice/r:task) &gt; $all * 0.5"><xsl:value-of select="@anchor"/></xsl:if>
          </xsl:for-each>
        </xsl:if></xsl:variable>
        <fo:block id="matrix" keep-with-next.within-column="always" font-size="1pt" line-height="0pt">
          <xsl:call-template name="running"><xsl:with-param name="text" select="$report/r:matrix/@title"/></xsl:call-template>
        </fo:block>
        <xsl:choose>
          <xsl:when test="$turn != ''">
            <xsl:call-template name="matrix-table"><xsl:with-param name="groups" select="r:results/r:group[following-sibling::r:group[@anchor = $turn]]"/><xsl:with-param name="changes" select="$changes"/></xsl:call-template>
            <!-- The legend stands where room is left: under the first column, of a long framework its notes under the second. -->
            <xsl:call-template name="matrix-key"/>
            <xsl:if test="$all &lt;= 44"><xsl:call-template name="matrix-notes"/></xsl:if>
            <fo:block break-before="column" font-size="1pt" line-height="0pt"/>
            <xsl:call-template name="matrix-table"><xsl:with-param name="groups" select="r:results/r:group[@anchor = $turn or preceding-sibling::r:group[@anchor = $turn]]"/><xsl:with-param name="changes" select="$changes"/></xsl:call-template>
            <xsl:if test="$all &gt; 44"><xsl:call-template name="matrix-notes"/></xsl:if>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="matrix-table"><xsl:with-param name="groups" select="r:results/r:group"/><xsl:with-param name="changes" select="$changes"/></xsl:call-template>
            <xsl:call-template name="matrix-key"/>
            <xsl:call-template name="matrix-notes"/>
          </xsl:otherwise>
        </xsl:choose>
      </fo:flow>
    </fo:page-sequence>
  </xsl:template>

  <xsl:template name="matrix-key"><fo:block space-before="{5 * number($matrix-air = '2.6pt') + 8}pt"><xsl:call-template name="key"/></fo:block></xsl:template>

  <xsl:template name="matrix-notes">
    <fo:block space-before="5pt" xsl:use-attribute-sets="type-note">
      <xsl:for-each select="$report/r:matrix/r:note">
        <fo:inline font-weight="600"><xsl:value-of select="@term"/></fo:inline>
        <xsl:text> </xsl:text>
        <xsl:value-of select="."/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </fo:block>
  </xsl:template>

  <!-- Head at the top of each column; a row for each group, then its tasks. -->
  <xsl:template name="matrix-table">
    <xsl:param name="groups"/>
    <xsl:param name="changes"/>
    <xsl:variable name="change-width" select="8 * number($changes)"/>
    <!-- Without a form that cites tasks its column is a gap: labels get the room. -->
    <xsl:variable name="form" select="boolean($report/r:results/r:group/r:practice/r:task[translate(@form-items, '–-', '') != ''])"/>
    <fo:table table-layout="fixed" width="{$l-column}mm" space-after="9pt" xsl:use-attribute-sets="type-matrix">
      <fo:table-column column-width="6mm"/>
      <fo:table-column fox:header="true" column-width="11mm"/>
      <fo:table-column column-width="{33 + $l-extra + 6 - 0.75 * $change-width + 6.5 * number(not($form))}mm"/>
      <fo:table-column column-width="9mm"/>
      <fo:table-column column-width="13mm"/>
      <fo:table-column column-width="{3 + 6.5 * number($form)}mm"/>
      <fo:table-column column-width="{14.5 + 2 - 0.25 * $change-width}mm"/>
      <fo:table-column column-width="16mm"/>
      <xsl:if test="$changes"><fo:table-column column-width="8mm"/></xsl:if>
      <fo:table-header>
        <fo:table-row>
          <fo:table-cell xsl:use-attribute-sets="cell"><fo:block/></fo:table-cell>
          <xsl:call-template name="matrix-th"><xsl:with-param name="word" select="'task'"/></xsl:call-template>
          <xsl:call-template name="matrix-th"><xsl:with-param name="word" select="'our-label'"/></xsl:call-template>
          <xsl:call-template name="matrix-th"><xsl:with-param name="word" select="'assurance-short'"/><xsl:with-param name="align" select="'center'"/></xsl:call-template>
          <xsl:call-template name="matrix-th"><xsl:with-param name="word" select="'evidence-verified'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
          <xsl:choose><xsl:when test="$form"><xsl:call-template name="matrix-th"><xsl:with-param name="word" select="'form-items'"/><xsl:with-param name="align" select="'center'"/></xsl:call-template></xsl:when><xsl:otherwise><fo:table-cell xsl:use-attribute-sets="cell"><fo:block/></fo:table-cell></xsl:otherwise></xsl:choose>
          <xsl:call-template name="matrix-th"><xsl:with-param name="word" select="'owner'"/></xsl:call-template>
          <xsl:call-template name="matrix-th"><xsl:with-param name="word" select="'due'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
          <xsl:if test="$changes"><xsl:call-template name="matrix-th"><xsl:with-param name="text" select="$versions/@short"/><xsl:with-param name="align" select="'center'"/></xsl:call-template></xsl:if>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:for-each select="$groups">
        <xsl:variable name="first" select="position() = 1"/>
        <fo:table-row keep-with-next.within-column="always" keep-together.within-column="always">
          <fo:table-cell number-columns-spanned="6" xsl:use-attribute-sets="cell rule-total rule-head"><xsl:if test="not($first)"><xsl:attribute name="padding-before">9pt</xsl:attribute><xsl:attribute name="border-before-style">none</xsl:attribute></xsl:if>
            <fo:block font-size="{9 * $em}pt"><fo:inline font-weight="600"><xsl:value-of select="@id"/></fo:inline><xsl:text>&#xA0;&#xA0;</xsl:text><fo:inline xsl:use-attribute-sets="official"><xsl:value-of select="@title"/></fo:inline></fo:block>
          </fo:table-cell>
          <fo:table-cell number-columns-spanned="{2 + number($changes)}" xsl:use-attribute-sets="cell rule-total rule-head"><xsl:if test="not($first)"><xsl:attribute name="padding-before">9pt</xsl:attribute><xsl:attribute name="border-before-style">none</xsl:attribute></xsl:if>
            <fo:block font-size="{9 * $em}pt" text-align="end" font-weight="600"><xsl:value-of select="r:counts/@fraction"/><xsl:text> </xsl:text><xsl:call-template name="word"><xsl:with-param name="id" select="'met-lower'"/></xsl:call-template></fo:block>
          </fo:table-cell>
        </fo:table-row>

        <xsl:for-each select="r:practice">
          <xsl:variable name="last-practice" select="position() = last()"/>
          <xsl:for-each select="r:task">
            <xsl:variable name="line" select="position() != last() or $last-practice"/>
            <fo:table-row keep-together.within-column="always">
              <fo:table-cell xsl:use-attribute-sets="cell-matrix"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$line"/></xsl:call-template>
                <fo:block line-stacking-strategy="font-height"><xsl:call-template name="glyph"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="@word"/><xsl:with-param name="size" select="10.5"/><xsl:with-param name="text" select="8"/></xsl:call-template></fo:block>
              </fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell-matrix"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$line"/></xsl:call-template><fo:block font-weight="600"><xsl:call-template name="link"><xsl:with-param name="to" select="@anchor"/><xsl:with-param name="text" select="@id"/></xsl:call-template></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell-matrix"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$line"/></xsl:call-template><fo:block><xsl:value-of select="r:label"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell-matrix"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$line"/></xsl:call-template><fo:block text-align="center"><xsl:value-of select="@assurance-level"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell-matrix"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$line"/></xsl:call-template><fo:block text-align="end"><xsl:if test="@evidence-short = 'yes'"><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if><xsl:value-of select="@evidence"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell-matrix"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$line"/></xsl:call-template><fo:block text-align="center"><xsl:if test="$form"><xsl:value-of select="@form-items"/></xsl:if></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell-matrix"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$line"/></xsl:call-template><fo:block><xsl:value-of select="@owner"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell-matrix"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$line"/></xsl:call-template><fo:block text-align="end"><xsl:if test="@overdue = 'yes'"><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if><xsl:value-of select="@due"/></fo:block></fo:table-cell>
              <xsl:if test="$changes"><fo:table-cell xsl:use-attribute-sets="cell-matrix"><xsl:call-template name="row-line"><xsl:with-param name="off" select="$line"/></xsl:call-template><fo:block text-align="center"><xsl:value-of select="@change"/></fo:block></fo:table-cell></xsl:if>
            </fo:table-row>
          </xsl:for-each>
        </xsl:for-each>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- A page holds the tasks of either version of the SSDF, 42 or 49, also where narrow columns wrap labels. -->
  <xsl:variable name="matrix-air"><xsl:choose><xsl:when test="count($report/r:results[1]/r:group/r:practice/r:task) &gt; 44 or $l-extra &lt; -5">1.6pt</xsl:when><xsl:otherwise>2.6pt</xsl:otherwise></xsl:choose></xsl:variable>

  <xsl:attribute-set name="cell-matrix">
    <xsl:attribute name="padding-before"><xsl:value-of select="$matrix-air"/></xsl:attribute>
    <xsl:attribute name="padding-after"><xsl:value-of select="$matrix-air"/></xsl:attribute>
  </xsl:attribute-set>

  <xsl:template name="matrix-th">
    <xsl:param name="word"/>
    <xsl:param name="text"/>
    <xsl:param name="align" select="'start'"/>
    <fo:table-cell display-align="after" xsl:use-attribute-sets="cell">
      <fo:block text-align="{$align}" font-weight="600" color="{$secondary}" xsl:use-attribute-sets="type-matrix" font-size="{7.6 * $em}pt" line-height="{9 * $em}pt"><xsl:choose><xsl:when test="$word"><xsl:call-template name="word"><xsl:with-param name="id" select="$word"/></xsl:call-template></xsl:when><xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise></xsl:choose></fo:block>
    </fo:table-cell>
  </xsl:template>
</xsl:stylesheet>
