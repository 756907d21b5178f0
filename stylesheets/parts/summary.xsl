<?xml version="1.0" encoding="UTF-8"?>
<!-- summary.xsl: the summary, one page: verdict, strip, counts by group, the first gaps, evidence, what changed. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <!--
    The page is one page. What stands above the two tables at its foot is known by its lines, so the room that is left for
    them is too, in points: gaps and changes beyond it are named with the page that has them all.
  -->
  <xsl:variable name="summary-room">
    <xsl:variable name="s" select="$report/r:summary"/>
    <xsl:variable name="verdict"><xsl:for-each select="$s/r:verdict/r:sentence"><xsl:value-of select="concat(., ' ')"/></xsl:for-each></xsl:variable>
    <xsl:variable name="notes"><xsl:for-each select="$s/r:notes/r:sentence"><xsl:value-of select="concat(., ' ')"/></xsl:for-each></xsl:variable>
    <!-- A glyph is as wide as some five letters. -->
    <xsl:variable name="key"><xsl:for-each select="$s/r:key/r:status"><xsl:value-of select="concat(@short, '     ')"/></xsl:for-each></xsl:variable>
    <xsl:variable name="fits"><xsl:call-template name="strip-fits"/></xsl:variable>
    <xsl:variable name="strip"><xsl:choose>
      <xsl:when test="$fits = 'yes'">
        <xsl:variable name="lines"><xsl:call-template name="strip-lines"><xsl:with-param name="row" select="$s/r:strip/r:strip-row[1]"/></xsl:call-template></xsl:variable>
        <xsl:value-of select="$lines * $strip-row + 6"/>
      </xsl:when>
      <xsl:otherwise>0</xsl:otherwise>
    </xsl:choose></xsl:variable>
    <xsl:value-of select="($long-side - $p-top - $p-bottom) * 72 div 25.4 - $strip
        - $em * (15 + 25 * ceiling(string-length($verdict) div 53) + 3 + 11 * ceiling(string-length($notes) div 128) + 6 + 11 * ceiling(string-length($key) div 134) + 29 + 20 * count($s/r:bars/r:bar) + 18
        + 3 + 11 * ceiling(string-length($s/r:formula[@name = 'denominator']) div 135) + 9)"/>
  </xsl:variable>

  <!-- How many of the gaps from this one on fit into the room, their lines counted. -->
  <xsl:template match="r:gap" mode="gaps-fit">
    <xsl:param name="room"/>
    <xsl:param name="count" select="0"/>
    <xsl:variable name="what" select="ceiling(string-length(@what) div 25)"/>
    <xsl:variable name="owner" select="ceiling(string-length(@owner) div 10)"/>
    <xsl:variable name="lines" select="$what * number($what &gt;= $owner) + $owner * number($owner &gt; $what) + number(@overdue and $what &lt; 2 and $owner &lt; 2)"/>
    <xsl:variable name="left" select="$room - $em * (5.6 + 11.5 * $lines)"/>
    <xsl:choose>
      <xsl:when test="$left &lt; 0"><xsl:value-of select="$count"/></xsl:when>
      <xsl:when test="following-sibling::r:gap and $count &lt; 11">
        <xsl:apply-templates select="following-sibling::r:gap[1]" mode="gaps-fit"><xsl:with-param name="room" select="$left"/><xsl:with-param name="count" select="$count + 1"/></xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$count + 1"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="gaps-shown">
    <xsl:choose>
      <xsl:when test="$report/r:summary/r:gaps/r:gap"><xsl:apply-templates select="$report/r:summary/r:gaps/r:gap[1]" mode="gaps-fit"><xsl:with-param name="room" select="$summary-room - $em * 38"/></xsl:apply-templates></xsl:when>
      <xsl:otherwise>0</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <!-- Rows at the right: evidence, then changes, 17.2 pt each. Where fewer than two changes would be left, the failing states share a row. -->
  <xsl:variable name="failing" select="count($report/r:summary/r:evidence-summary/r:state[@fails = 'yes' and @count &gt; 0])"/>
  <xsl:variable name="other-rows" select="2 + number($report/r:summary/r:evidence-summary/@unchecked &gt; 0)"/>
  <xsl:variable name="rows-right" select="floor(($summary-room - $em * 45) div ($em * 17.2)) - 2"/>
  <xsl:variable name="fails-together" select="boolean($report/r:summary/r:change-summary) and $failing &gt; 2 and $rows-right - $other-rows - $failing &lt; 2"/>
  <xsl:variable name="changes-shown" select="$rows-right - $other-rows - $failing * number(not($fails-together)) - number($fails-together)"/>

  <xsl:template name="slot:summary">
    <xsl:variable name="s" select="r:summary"/>
    <fo:block id="summary" role="P" break-before="page" xsl:use-attribute-sets="type-label" color="{$accent}" space-after="3pt" keep-with-next.within-page="always">
      <xsl:call-template name="running"><xsl:with-param name="text"><xsl:call-template name="word"><xsl:with-param name="id" select="'summary'"/></xsl:call-template></xsl:with-param></xsl:call-template>
      <xsl:call-template name="word"><xsl:with-param name="id" select="'summary'"/></xsl:call-template>
    </fo:block>
    <xsl:call-template name="slot:verdict"><xsl:with-param name="s" select="$s"/></xsl:call-template>

    <xsl:variable name="fits"><xsl:call-template name="strip-fits"/></xsl:variable>
    <xsl:if test="$fits = 'yes'">
      <fo:block space-before="9pt" line-height="0pt" font-size="1pt"><xsl:call-template name="strip"><xsl:with-param name="strip" select="$s/r:strip"/></xsl:call-template></fo:block>
    </xsl:if>
    <fo:block space-before="3pt"><xsl:call-template name="key"/></fo:block>
    <xsl:call-template name="bars-table"><xsl:with-param name="s" select="$s"/></xsl:call-template>

    <fo:table table-layout="fixed" width="160mm" space-before="9pt" role="Div">
      <fo:table-column column-width="93mm"/><fo:table-column column-width="7mm"/><fo:table-column column-width="60mm"/>
      <fo:table-body>
        <fo:table-row>
          <fo:table-cell><xsl:call-template name="gap-table"><xsl:with-param name="s" select="$s"/></xsl:call-template></fo:table-cell>
          <fo:table-cell><fo:block/></fo:table-cell>
          <fo:table-cell>
            <xsl:call-template name="evidence-table"><xsl:with-param name="e" select="$s/r:evidence-summary"/></xsl:call-template>
            <xsl:if test="$s/r:change-summary"><xsl:call-template name="change-table"><xsl:with-param name="c" select="$s/r:change-summary"/></xsl:call-template></xsl:if>
          </fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- The first thing to read: the verdict of the model's rules, and what stands behind it. -->
  <xsl:template name="slot:verdict">
    <xsl:param name="s"/>
    <fo:block role="H1" xsl:use-attribute-sets="type-verdict">
      <xsl:for-each select="$s/r:verdict/r:sentence"><xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if><xsl:value-of select="."/></xsl:for-each>
    </fo:block>
    <fo:block space-before="3pt" xsl:use-attribute-sets="type-note">
      <xsl:for-each select="$s/r:notes/r:sentence"><xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if><xsl:value-of select="."/></xsl:for-each>
    </fo:block>
  </xsl:template>

  <xsl:template name="bars-table">
    <xsl:param name="s"/>
    <fo:table table-layout="fixed" width="160mm" space-before="13pt" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="12mm"/><fo:table-column column-width="98mm"/><fo:table-column column-width="20mm"/><fo:table-column column-width="13mm"/><fo:table-column column-width="17mm"/>
      <fo:table-header>
        <fo:table-row>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'group'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'bars'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'met'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'share'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'na'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:for-each select="$s/r:bars/r:bar">
          <fo:table-row keep-together.within-page="always">
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block font-weight="600"><xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@group"/></xsl:call-template></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block line-stacking-strategy="font-height"><xsl:call-template name="bar"><xsl:with-param name="bar" select="."/></xsl:call-template></fo:block></fo:table-cell>
            <xsl:call-template name="td"><xsl:with-param name="text" select="@fraction"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
            <xsl:call-template name="td"><xsl:with-param name="text" select="@share"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
            <xsl:call-template name="td"><xsl:with-param name="text" select="@na-text"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
          </fo:table-row>
        </xsl:for-each>
        <fo:table-row font-weight="600" keep-with-previous.within-page="always">
          <fo:table-cell xsl:use-attribute-sets="cell rule-total"><fo:block><xsl:call-template name="word"><xsl:with-param name="id" select="'all'"/></xsl:call-template></fo:block></fo:table-cell>
          <fo:table-cell xsl:use-attribute-sets="cell rule-total"><fo:block font-weight="400"><xsl:value-of select="$s/r:formula[@name = 'met']"/>;&#xA0; <xsl:value-of select="$s/r:formula[@name = 'open']"/></fo:block></fo:table-cell>
          <fo:table-cell xsl:use-attribute-sets="cell rule-total"><fo:block text-align="end"><xsl:value-of select="$s/r:counts/@fraction"/></fo:block></fo:table-cell>
          <fo:table-cell xsl:use-attribute-sets="cell rule-total"><fo:block text-align="end"><xsl:value-of select="$s/r:counts/@share"/></fo:block></fo:table-cell>
          <fo:table-cell xsl:use-attribute-sets="cell rule-total"><fo:block text-align="end"><xsl:choose><xsl:when test="$s/r:counts/@N = 0">–</xsl:when><xsl:otherwise><xsl:value-of select="$s/r:counts/@N"/></xsl:otherwise></xsl:choose></fo:block></fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
    <fo:block space-before="3pt" keep-with-previous.within-page="always" xsl:use-attribute-sets="type-note"><xsl:value-of select="$s/r:formula[@name = 'denominator']"/></fo:block>
  </xsl:template>

  <xsl:template name="gap-table">
    <xsl:param name="s"/>
    <xsl:choose>
      <xsl:when test="$s/r:gaps/r:gap">
        <fo:table table-layout="fixed" width="93mm" xsl:use-attribute-sets="type-table">
          <fo:table-column fox:header="true" column-width="17mm"/><fo:table-column column-width="37.5mm"/><fo:table-column column-width="18mm"/><fo:table-column column-width="20.5mm"/>
          <fo:table-header>
            <fo:table-row>
              <xsl:call-template name="th"><xsl:with-param name="word" select="'gap'"/></xsl:call-template>
              <xsl:call-template name="th"><xsl:with-param name="word" select="'what-is-open'"/></xsl:call-template>
              <xsl:call-template name="th"><xsl:with-param name="word" select="'owner'"/></xsl:call-template>
              <xsl:call-template name="th"><xsl:with-param name="word" select="'due'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
            </fo:table-row>
          </fo:table-header>
          <fo:table-body>
            <xsl:for-each select="$s/r:gaps/r:gap[position() &lt;= $gaps-shown]">
              <fo:table-row keep-together.within-page="always">
                <fo:table-cell xsl:use-attribute-sets="cell-tight rule-row">
                  <fo:block font-weight="600">
                    <xsl:call-template name="glyph"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="@word"/></xsl:call-template>
                    <xsl:text>&#xA0;&#x2009;</xsl:text>
                    <xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@task"/></xsl:call-template>
                  </fo:block>
                </fo:table-cell>
                <xsl:call-template name="td-tight"><xsl:with-param name="text" select="@what"/></xsl:call-template>
                <xsl:call-template name="td-tight"><xsl:with-param name="text" select="@owner"/></xsl:call-template>
                <fo:table-cell xsl:use-attribute-sets="cell-tight rule-row">
                  <fo:block text-align="end"><xsl:value-of select="@due"/><xsl:if test="@due = ''">–</xsl:if></fo:block>
                  <xsl:if test="@overdue"><fo:block text-align="end" font-weight="600" color="{$c-notmet}" hyphenate="false"><xsl:value-of select="@overdue"/></fo:block></xsl:if>
                </fo:table-cell>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
        <fo:block space-before="3pt" keep-with-previous.within-page="always" xsl:use-attribute-sets="type-note">
          <xsl:if test="$s/r:gaps/@total &gt; $gaps-shown">
            <xsl:value-of select="$gaps-shown"/>
            <xsl:text>&#xA0;</xsl:text>
            <xsl:call-template name="word"><xsl:with-param name="id" select="'of'"/></xsl:call-template>
            <xsl:text>&#xA0;</xsl:text>
            <xsl:value-of select="$s/r:gaps/@total"/>
            <xsl:text> </xsl:text>
            <xsl:call-template name="word"><xsl:with-param name="id" select="'all-on-page'"/></xsl:call-template>
            <xsl:text>&#xA0;</xsl:text>
            <fo:basic-link internal-destination="matrix"><fo:page-number-citation ref-id="matrix"/></fo:basic-link>
            <xsl:text>. </xsl:text>
          </xsl:if>
          <xsl:call-template name="word"><xsl:with-param name="id" select="'gap-order'"/></xsl:call-template>
        </fo:block>
      </xsl:when>
      <xsl:otherwise><fo:block xsl:use-attribute-sets="type-table"><xsl:call-template name="word"><xsl:with-param name="id" select="'no-gaps'"/></xsl:call-template></fo:block></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Failing states one by one; what nobody could check from here together. -->
  <xsl:template name="evidence-table">
    <xsl:param name="e"/>
    <fo:table table-layout="fixed" width="60mm" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="36mm"/><fo:table-column column-width="24mm"/>
      <fo:table-header>
        <fo:table-row>
          <xsl:call-template name="th"><xsl:with-param name="text" select="$e/@title"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'items'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <xsl:for-each select="$e/r:state[@name = 'ok' or (@fails = 'yes' and @count &gt; 0 and not($fails-together))]">
          <fo:table-row keep-together.within-page="always">
            <fo:table-cell xsl:use-attribute-sets="cell-tight rule-row"><fo:block>
              <xsl:call-template name="evidence-glyph"><xsl:with-param name="state" select="@symbol"/></xsl:call-template>
              <xsl:text>&#xA0;</xsl:text>
              <xsl:value-of select="@word"/>
            </fo:block></fo:table-cell>
            <xsl:call-template name="td-tight"><xsl:with-param name="text" select="@count"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
          </fo:table-row>
        </xsl:for-each>
        <xsl:if test="$fails-together">
          <fo:table-row keep-together.within-page="always">
            <fo:table-cell xsl:use-attribute-sets="cell-tight rule-row"><fo:block>
              <xsl:for-each select="$e/r:state[@fails = 'yes' and @count &gt; 0]"><xsl:call-template name="evidence-glyph"><xsl:with-param name="state" select="@symbol"/><xsl:with-param name="word" select="@word"/></xsl:call-template><xsl:text>&#xA0;</xsl:text></xsl:for-each>
              <xsl:call-template name="word"><xsl:with-param name="id" select="'check-failed'"/></xsl:call-template>
            </fo:block></fo:table-cell>
            <xsl:call-template name="td-tight"><xsl:with-param name="text" select="$e/@failed"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
          </fo:table-row>
        </xsl:if>
        <xsl:if test="$e/@unchecked &gt; 0">
          <fo:table-row keep-together.within-page="always">
            <fo:table-cell xsl:use-attribute-sets="cell-tight rule-row"><fo:block>
              <xsl:call-template name="evidence-glyph"><xsl:with-param name="state" select="'no-file'"/></xsl:call-template>
              <xsl:text>&#xA0;</xsl:text>
              <xsl:call-template name="word"><xsl:with-param name="id" select="'not-checkable'"/></xsl:call-template>
            </fo:block></fo:table-cell>
            <xsl:call-template name="td-tight"><xsl:with-param name="text" select="$e/@unchecked"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
          </fo:table-row>
        </xsl:if>
        <fo:table-row font-weight="600">
          <fo:table-cell xsl:use-attribute-sets="cell-tight rule-total"><fo:block><xsl:call-template name="word"><xsl:with-param name="id" select="'verified'"/></xsl:call-template></fo:block></fo:table-cell>
          <fo:table-cell xsl:use-attribute-sets="cell-tight rule-total"><fo:block text-align="end"><xsl:value-of select="concat($e/@fraction, '&#xA0;· ', $e/@share)"/></fo:block></fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <xsl:template name="change-table">
    <xsl:param name="c"/>
    <fo:table table-layout="fixed" width="60mm" space-before="9pt" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="40mm"/><fo:table-column column-width="20mm"/>
      <fo:table-header>
        <fo:table-row>
          <xsl:call-template name="th"><xsl:with-param name="text" select="$c/@title"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'tasks'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
        </fo:table-row>
      </fo:table-header>
      <fo:table-body>
        <!-- When not all fit: first what was lost, then what was won. -->
        <xsl:variable name="rows" select="$c/r:change[@count &gt; 0]"/>
        <xsl:variable name="cut" select="count($rows) &gt; $changes-shown + 1"/>
        <xsl:variable name="lost" select="$rows[@name = 'reopened' or @name = 'regressed' or @name = 'now-met']"/>
        <xsl:for-each select="$rows[not($cut)] | $lost[$cut and position() &lt;= $changes-shown]">
          <fo:table-row keep-together.within-page="always">
            <fo:table-cell xsl:use-attribute-sets="cell-tight rule-row"><fo:block>
              <xsl:if test="@from != ''">
                <xsl:call-template name="glyphs"><xsl:with-param name="letters" select="@from"/></xsl:call-template>
                <xsl:text>&#x2009;→&#x2009;</xsl:text>
                <xsl:call-template name="glyphs"><xsl:with-param name="letters" select="@to"/></xsl:call-template>
                <xsl:text>&#xA0;</xsl:text>
              </xsl:if>
              <xsl:value-of select="@word"/>
              <xsl:if test="@count = 1 and @tasks != ''">: <xsl:value-of select="@tasks"/></xsl:if>
            </fo:block></fo:table-cell>
            <xsl:call-template name="td-tight"><xsl:with-param name="text" select="@count"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
          </fo:table-row>
        </xsl:for-each>
        <xsl:if test="$cut">
          <fo:table-row>
            <fo:table-cell number-columns-spanned="2" xsl:use-attribute-sets="cell-tight rule-row"><fo:block color="{$secondary}"><xsl:call-template name="word"><xsl:with-param name="id" select="'all-changes-on-page'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><fo:basic-link internal-destination="comparison"><fo:page-number-citation ref-id="comparison"/></fo:basic-link></fo:block></fo:table-cell>
          </fo:table-row>
        </xsl:if>
        <fo:table-row font-weight="600">
          <fo:table-cell xsl:use-attribute-sets="cell-tight rule-total"><fo:block><xsl:call-template name="word"><xsl:with-param name="id" select="'met-before-now'"/></xsl:call-template></fo:block></fo:table-cell>
          <fo:table-cell xsl:use-attribute-sets="cell-tight rule-total"><fo:block text-align="end"><xsl:value-of select="$c/@met-line"/></fo:block></fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- The tables at the foot of the page stand closer, so that one more row fits. -->
  <xsl:attribute-set name="cell-tight">
    <xsl:attribute name="padding-before">2.6pt</xsl:attribute>
    <xsl:attribute name="padding-after">2.6pt</xsl:attribute>
  </xsl:attribute-set>
  <xsl:template name="td-tight">
    <xsl:param name="text"/>
    <xsl:param name="align" select="'start'"/>
    <xsl:param name="gap" select="'4pt'"/>
    <fo:table-cell padding-end="{$gap}" xsl:use-attribute-sets="cell-tight rule-row">
      <fo:block text-align="{$align}"><xsl:value-of select="$text"/><xsl:if test="string($text) = ''">–</xsl:if></fo:block>
    </fo:table-cell>
  </xsl:template>

  <xsl:template name="glyphs">
    <xsl:param name="letters"/>
    <xsl:if test="$letters != ''">
      <xsl:call-template name="glyph"><xsl:with-param name="status" select="substring($letters, 1, 1)"/><xsl:with-param name="size" select="9.5"/></xsl:call-template>
      <xsl:if test="string-length($letters) &gt; 1"><xsl:text>&#x2009;</xsl:text></xsl:if>
      <xsl:call-template name="glyphs"><xsl:with-param name="letters" select="substring($letters, 2)"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
