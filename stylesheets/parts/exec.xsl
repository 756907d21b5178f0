<?xml version="1.0" encoding="UTF-8"?>
<!-- exec.xsl: the pieces of the one page: heading and verdict, three figures, the strip, the first gaps, evidence, actions and what moved. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <!-- ================ Room, in points: what stands above the two columns is reckoned generously, the rest is theirs. ================ -->

  <xsl:variable name="exec-products" select="3"/>
  <xsl:variable name="exec-name-chars" select="90"/>
  <xsl:variable name="exec-row" select="17.3 * $em"/>
  <xsl:variable name="exec-strip-lines">
    <xsl:variable name="fits"><xsl:call-template name="strip-fits"/></xsl:variable>
    <xsl:variable name="lines"><xsl:call-template name="strip-lines"><xsl:with-param name="row" select="$report/r:summary/r:strip/r:strip-row[1]"/></xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="$fits = 'yes' and $lines &lt;= 5"><xsl:value-of select="$lines"/></xsl:when>
      <xsl:otherwise>0</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="exec-verdict"><xsl:for-each select="$report/r:summary/r:verdict/r:sentence"><xsl:value-of select="concat(., ' ')"/></xsl:for-each></xsl:variable>
  <xsl:variable name="exec-kicker"><xsl:call-template name="exec-kicker"/></xsl:variable>
  <!-- Lines of the longest note beneath a figure. -->
  <xsl:variable name="exec-note-lines">
    <xsl:variable name="met" select="string-length($report/r:summary/r:formula[@name = 'met']) + string-length($report/r:summary/r:change-summary/@title) + string-length($report/r:summary/r:change-summary/@met-line) + 4"/>
    <xsl:variable name="second" select="string-length(concat($report/r:attestation/@headline, substring($report/r:summary/r:action-summary/@sentence, 1, 999 * number(not($report/r:attestation)))))"/>
    <xsl:variable name="long" select="$met * number($met &gt;= $second) + $second * number($second &gt; $met)"/>
    <xsl:value-of select="ceiling(($long * number($long &lt; 135) + 135 * number($long &gt;= 135)) div 35) + number($long &lt; 36)"/>
  </xsl:variable>
  <xsl:variable name="exec-foot-lines" select="ceiling((string-length($report/r:summary/r:formula[@name = 'denominator']) + string-length($report/r:disclaimer)) div 118)"/>
  <xsl:variable name="exec-room" select="($long-side - $p-top - $p-bottom) * 72 div 25.4 - $exec-strip-lines * $strip-row - 14
      - $em * (3 + 11.5 * ceiling(string-length($exec-kicker) div 85) + 24 * ceiling(string-length($exec-verdict) div 46) + 9 + 60 + 11 * $exec-note-lines
          + 16 + 15 + 9 + 11 * $exec-foot-lines + 6)"/>

  <!-- ================ What it is about ================ -->

  <xsl:template name="exec-kicker">
    <xsl:variable name="products" select="$report/r:products/r:product"/>
    <xsl:for-each select="$products[position() &lt;= $exec-products]">
      <xsl:if test="position() &gt; 1"><xsl:text>, </xsl:text></xsl:if>
      <xsl:call-template name="cut"><xsl:with-param name="text" select="@line"/><xsl:with-param name="chars" select="$exec-name-chars"/></xsl:call-template>
    </xsl:for-each>
    <xsl:if test="count($products) &gt; $exec-products">
      <xsl:text> </xsl:text>
      <xsl:call-template name="word"><xsl:with-param name="id" select="'and-more-products'"/></xsl:call-template>
      <xsl:text>&#xA0;</xsl:text>
      <xsl:value-of select="count($products) - $exec-products"/>
    </xsl:if>
    <xsl:text>&#xA0;&#xA0;·&#xA0; </xsl:text>
    <xsl:value-of select="$report/r:framework/@name"/>
    <xsl:text>&#xA0;&#xA0;·&#xA0; </xsl:text>
    <xsl:value-of select="$report/r:document/r:as-of-line"/>
  </xsl:template>

  <!-- ================ The page ================ -->

  <xsl:template name="exec-heading">
    <xsl:param name="title"/>
    <fo:block role="P" color="{$accent}" space-after="3pt" xsl:use-attribute-sets="type-label" line-height="{11.5 * $em}pt">
      <xsl:call-template name="running"><xsl:with-param name="text" select="$title"/></xsl:call-template>
      <xsl:value-of select="$exec-kicker"/>
    </fo:block>
    <xsl:call-template name="slot:verdict"><xsl:with-param name="s" select="r:summary"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="slot:verdict">
    <xsl:param name="s"/>
    <fo:block role="H1" xsl:use-attribute-sets="type-verdict" font-size="{19 * $em}pt" line-height="{24 * $em}pt" keep-with-next.within-page="auto"><xsl:value-of select="normalize-space($exec-verdict)"/></fo:block>
  </xsl:template>

  <!-- Three figures: tasks, the attestation (or the actions), evidence. Fraction first, share second, then what it means. -->
  <xsl:template name="slot:exec-figures">
    <xsl:variable name="s" select="r:summary"/>
    <fo:table table-layout="fixed" width="160mm" space-before="9pt" border-top="0.7pt solid {$ink}" border-bottom="0.4pt solid {$hairline}" role="Div">
      <fo:table-column column-width="51mm"/><fo:table-column column-width="3.5mm"/><fo:table-column column-width="51mm"/><fo:table-column column-width="3.5mm"/><fo:table-column column-width="51mm"/>
      <fo:table-body>
        <fo:table-row>
          <xsl:call-template name="exec-figure">
            <xsl:with-param name="n" select="$s/r:counts/@met"/><xsl:with-param name="of" select="$s/r:counts/@applicable"/><xsl:with-param name="share" select="$s/r:counts/@share"/>
            <xsl:with-param name="word" select="'exec-met'"/>
            <xsl:with-param name="note">
              <xsl:value-of select="$s/r:formula[@name = 'met']"/>
              <xsl:if test="$s/r:change-summary"><xsl:text>. </xsl:text><xsl:value-of select="$s/r:change-summary/@title"/><xsl:text>: </xsl:text><xsl:value-of select="$s/r:change-summary/@met-line"/></xsl:if>
            </xsl:with-param>
          </xsl:call-template>
          <fo:table-cell><fo:block/></fo:table-cell>
          <xsl:choose>
            <xsl:when test="r:attestation">
              <xsl:call-template name="exec-figure">
                <xsl:with-param name="n" select="r:attestation/@carried"/><xsl:with-param name="of" select="r:attestation/@statements"/>
                <xsl:with-param name="word" select="'exec-carried'"/>
                <xsl:with-param name="note" select="r:attestation/@headline"/>
              </xsl:call-template>
            </xsl:when>
            <xsl:otherwise>
              <xsl:call-template name="exec-figure">
                <xsl:with-param name="n" select="$s/r:action-summary/@overdue"/><xsl:with-param name="of" select="$s/r:action-summary/@open"/>
                <xsl:with-param name="word" select="'exec-overdue'"/>
                <xsl:with-param name="note" select="$s/r:action-summary/@sentence"/>
              </xsl:call-template>
            </xsl:otherwise>
          </xsl:choose>
          <fo:table-cell><fo:block/></fo:table-cell>
          <xsl:call-template name="exec-figure">
            <xsl:with-param name="n" select="$s/r:evidence-summary/@verified"/><xsl:with-param name="of" select="$s/r:evidence-summary/@total"/><xsl:with-param name="share" select="$s/r:evidence-summary/@share"/>
            <xsl:with-param name="word" select="'exec-verified'"/>
            <xsl:with-param name="note"><xsl:call-template name="word"><xsl:with-param name="id" select="'exec-verified-note'"/></xsl:call-template></xsl:with-param>
          </xsl:call-template>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template name="exec-figure">
    <xsl:param name="n"/>
    <xsl:param name="of"/>
    <xsl:param name="share"/>
    <xsl:param name="word"/>
    <xsl:param name="note"/>
    <fo:table-cell padding-before="7pt" padding-after="9pt">
      <fo:block xsl:use-attribute-sets="type-page-title" font-size="{26 * $em}pt" line-height="{30 * $em}pt" keep-with-next.within-page="auto">
        <xsl:value-of select="$n"/>
        <fo:inline font-size="{15 * $em}pt" font-weight="400"><xsl:text>&#xA0;</xsl:text><xsl:call-template name="word"><xsl:with-param name="id" select="'of'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:value-of select="$of"/></fo:inline>
      </fo:block>
      <fo:block space-before="2pt" font-weight="600" xsl:use-attribute-sets="type-table">
        <xsl:call-template name="word"><xsl:with-param name="id" select="$word"/></xsl:call-template>
        <xsl:if test="$share"><xsl:text>&#xA0;· </xsl:text><xsl:value-of select="$share"/></xsl:if>
      </fo:block>
      <fo:block xsl:use-attribute-sets="type-note"><xsl:call-template name="cut"><xsl:with-param name="text" select="string($note)"/><xsl:with-param name="chars" select="135"/></xsl:call-template></fo:block>
    </fo:table-cell>
  </xsl:template>

  <xsl:template name="slot:exec-strip">
    <xsl:if test="$exec-strip-lines &gt; 0">
      <fo:block space-before="13pt" line-height="0pt" font-size="1pt"><xsl:call-template name="strip"><xsl:with-param name="strip" select="r:summary/r:strip"/></xsl:call-template></fo:block>
    </xsl:if>
    <fo:block space-before="5pt"><xsl:call-template name="key"/></fo:block>
  </xsl:template>

  <!-- ================ Gaps ================ -->

  <!-- How many gaps from this one on fit: the lines of each are counted from its words. -->
  <xsl:template match="r:gap" mode="exec-fit">
    <xsl:param name="room"/>
    <xsl:param name="count" select="0"/>
    <xsl:variable name="words" select="ceiling(string-length(@what) div 29)"/>
    <xsl:variable name="due" select="1 + number(boolean(@overdue))"/>
    <xsl:variable name="lines" select="$words * number($words &gt;= $due) + $due * number($due &gt; $words)"/>
    <xsl:variable name="left" select="$room - $em * (5.8 + 11.5 * $lines)"/>
    <xsl:choose>
      <xsl:when test="$left &lt; 0"><xsl:value-of select="$count"/></xsl:when>
      <xsl:when test="following-sibling::r:gap and $count &lt; 14">
        <xsl:apply-templates select="following-sibling::r:gap[1]" mode="exec-fit"><xsl:with-param name="room" select="$left"/><xsl:with-param name="count" select="$count + 1"/></xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$count + 1"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="slot:exec-gaps">
    <xsl:variable name="gaps" select="r:summary/r:gaps"/>
    <xsl:variable name="shown"><xsl:choose>
      <xsl:when test="$gaps/r:gap"><xsl:apply-templates select="$gaps/r:gap[1]" mode="exec-fit"><xsl:with-param name="room" select="$exec-room - $em * 32"/></xsl:apply-templates></xsl:when>
      <xsl:otherwise>0</xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:choose>
      <xsl:when test="$shown &gt; 0">
        <fo:table table-layout="fixed" width="93mm" xsl:use-attribute-sets="type-table">
          <fo:table-column fox:header="true" column-width="18mm"/><fo:table-column column-width="51mm"/><fo:table-column column-width="24mm"/>
          <fo:table-header><fo:table-row>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'gap'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'what-is-open'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'due'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
          </fo:table-row></fo:table-header>
          <fo:table-body>
            <xsl:for-each select="$gaps/r:gap[position() &lt;= $shown]">
              <fo:table-row>
                <fo:table-cell xsl:use-attribute-sets="exec-cell rule-row"><fo:block font-weight="600">
                  <xsl:call-template name="glyph"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="@word"/></xsl:call-template>
                  <xsl:text>&#xA0;&#x2009;</xsl:text><xsl:value-of select="@task"/>
                </fo:block></fo:table-cell>
                <fo:table-cell padding-end="5pt" xsl:use-attribute-sets="exec-cell rule-row"><fo:block><xsl:value-of select="@what"/></fo:block></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="exec-cell rule-row">
                  <fo:block text-align="end"><xsl:value-of select="@due"/><xsl:if test="@due = ''">–</xsl:if></fo:block>
                  <xsl:if test="@overdue"><fo:block text-align="end" font-weight="600" color="{$c-notmet}"><xsl:value-of select="@overdue"/></fo:block></xsl:if>
                </fo:table-cell>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
        <fo:block space-before="3pt" xsl:use-attribute-sets="type-note">
          <xsl:if test="$gaps/@total &gt; $shown">
            <xsl:call-template name="word"><xsl:with-param name="id" select="'exec-more-gaps'"/></xsl:call-template>
            <xsl:text>&#xA0;</xsl:text><xsl:value-of select="$gaps/@total - $shown"/><xsl:text>. </xsl:text>
          </xsl:if>
          <xsl:call-template name="word"><xsl:with-param name="id" select="'gap-order'"/></xsl:call-template>
        </fo:block>
      </xsl:when>
      <xsl:when test="$gaps/r:gap"><fo:block xsl:use-attribute-sets="type-table"><xsl:value-of select="$gaps/@total"/><xsl:text>&#xA0;</xsl:text><xsl:call-template name="word"><xsl:with-param name="id" select="'exec-gaps-elsewhere'"/></xsl:call-template></fo:block></xsl:when>
      <xsl:otherwise><fo:block xsl:use-attribute-sets="type-table"><xsl:call-template name="word"><xsl:with-param name="id" select="'no-gaps'"/></xsl:call-template></fo:block></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ================ Evidence, actions, what moved ================ -->

  <xsl:attribute-set name="exec-cell">
    <xsl:attribute name="padding-before">2.7pt</xsl:attribute>
    <xsl:attribute name="padding-after">2.7pt</xsl:attribute>
  </xsl:attribute-set>

  <xsl:template name="exec-pair">
    <xsl:param name="left"/>
    <xsl:param name="right"/>
    <xsl:param name="weight" select="'400'"/>
    <fo:table-row>
      <fo:table-cell xsl:use-attribute-sets="exec-cell rule-row"><fo:block font-weight="{$weight}"><xsl:copy-of select="$left"/></fo:block></fo:table-cell>
      <fo:table-cell xsl:use-attribute-sets="exec-cell rule-row"><fo:block text-align="end" font-weight="{$weight}"><xsl:value-of select="$right"/></fo:block></fo:table-cell>
    </fo:table-row>
  </xsl:template>

  <xsl:template name="slot:exec-side">
    <xsl:variable name="s" select="r:summary"/>
    <xsl:variable name="e" select="$s/r:evidence-summary"/>
    <xsl:variable name="failing" select="$e/r:state[@fails = 'yes' and @count &gt; 0]"/>
    <xsl:variable name="rows" select="floor(($exec-room - $em * 50) div $exec-row)"/>
    <!-- Evidence and actions come first; what is left is for the changes, and beyond that they are added up. -->
    <xsl:variable name="changes" select="$s/r:change-summary/r:change[@count &gt; 0 and @name != 'unchanged']"/>
    <xsl:variable name="wanted" select="count($changes[position() &lt;= 4])"/>
    <xsl:variable name="other" select="2 + number($e/@unchecked &gt; 0)"/>
    <!-- Where the changes would have no room, the states that fail share a row. -->
    <xsl:variable name="together" select="count($failing) &gt; 1 and $rows - $other - count($failing) - 2 &lt; $wanted"/>
    <xsl:variable name="states" select="$failing[not($together)]"/>
    <xsl:variable name="used" select="$other + count($states) + number($together)"/>
    <xsl:variable name="left" select="$rows - $used - 2"/>
    <xsl:variable name="some" select="$left * number($left &gt; 0)"/>
    <fo:table table-layout="fixed" width="60mm" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="42mm"/><fo:table-column column-width="18mm"/>
      <fo:table-header><fo:table-row>
        <xsl:call-template name="th"><xsl:with-param name="text" select="$e/@title"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'items'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
      </fo:table-row></fo:table-header>
      <fo:table-body>
        <xsl:for-each select="$e/r:state[@name = 'ok'] | $states">
          <xsl:call-template name="exec-pair">
            <xsl:with-param name="left"><xsl:call-template name="evidence-glyph"><xsl:with-param name="state" select="@symbol"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:value-of select="@word"/></xsl:with-param>
            <xsl:with-param name="right" select="@count"/>
          </xsl:call-template>
        </xsl:for-each>
        <xsl:if test="$together">
          <xsl:call-template name="exec-pair"><xsl:with-param name="left"><xsl:for-each select="$failing"><xsl:call-template name="evidence-glyph"><xsl:with-param name="state" select="@symbol"/><xsl:with-param name="word" select="@word"/></xsl:call-template><xsl:text>&#xA0;</xsl:text></xsl:for-each><xsl:call-template name="word"><xsl:with-param name="id" select="'check-failed'"/></xsl:call-template></xsl:with-param><xsl:with-param name="right" select="$e/@failed"/></xsl:call-template>
        </xsl:if>
        <xsl:if test="$e/@unchecked &gt; 0">
          <xsl:call-template name="exec-pair">
            <xsl:with-param name="left"><xsl:call-template name="evidence-glyph"><xsl:with-param name="state" select="'no-file'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:call-template name="word"><xsl:with-param name="id" select="'not-checkable'"/></xsl:call-template></xsl:with-param>
            <xsl:with-param name="right" select="$e/@unchecked"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:call-template name="exec-pair">
          <xsl:with-param name="left"><xsl:call-template name="word"><xsl:with-param name="id" select="'exec-overdue'"/></xsl:call-template></xsl:with-param>
          <xsl:with-param name="right"><xsl:value-of select="$s/r:action-summary/@overdue"/><xsl:text>&#xA0;</xsl:text><xsl:call-template name="word"><xsl:with-param name="id" select="'of'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:value-of select="$s/r:action-summary/@open"/></xsl:with-param>
          <xsl:with-param name="weight" select="'600'"/>
        </xsl:call-template>
      </fo:table-body>
    </fo:table>
    <xsl:if test="$s/r:change-summary and $left &gt;= 1">
      <fo:table table-layout="fixed" width="60mm" space-before="9pt" xsl:use-attribute-sets="type-table">
        <fo:table-column fox:header="true" column-width="46mm"/><fo:table-column column-width="14mm"/>
        <fo:table-header><fo:table-row>
          <xsl:call-template name="th"><xsl:with-param name="text" select="$s/r:change-summary/@title"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'tasks'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
        </fo:table-row></fo:table-header>
        <fo:table-body>
          <xsl:variable name="cut" select="count($changes) &gt; $some"/>
          <xsl:variable name="whole" select="$some - number($cut)"/>
          <xsl:for-each select="$changes[position() &lt;= $whole]">
            <xsl:call-template name="exec-pair"><xsl:with-param name="left"><xsl:value-of select="@word"/></xsl:with-param><xsl:with-param name="right" select="@count"/></xsl:call-template>
          </xsl:for-each>
          <xsl:if test="$cut">
            <xsl:call-template name="exec-pair"><xsl:with-param name="left"><xsl:call-template name="word"><xsl:with-param name="id" select="'exec-other-changes'"/></xsl:call-template></xsl:with-param><xsl:with-param name="right" select="sum($changes[position() &gt; $whole]/@count)"/></xsl:call-template>
          </xsl:if>
          <xsl:if test="not($changes)">
            <xsl:call-template name="exec-pair"><xsl:with-param name="left"><xsl:call-template name="word"><xsl:with-param name="id" select="'exec-no-changes'"/></xsl:call-template></xsl:with-param><xsl:with-param name="right" select="'–'"/></xsl:call-template>
          </xsl:if>
        </fo:table-body>
      </fo:table>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
