<?xml version="1.0" encoding="UTF-8"?>
<!--
  comparison.xsl: what changed since the predecessor (flow of statuses, tasks by class with the reason, assurance, evidence, findings,
  actions), and the trend over all linked assessments. All numbers and classes are the model's.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:comparison">
    <xsl:if test="r:delta"><xsl:call-template name="comparison"><xsl:with-param name="d" select="r:delta"/></xsl:call-template></xsl:if>
    <xsl:if test="r:trend"><xsl:call-template name="trend-section"><xsl:with-param name="t" select="r:trend"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template name="comparison">
    <xsl:param name="d"/>
    <fo:block id="comparison" role="H2" break-before="page" space-after="5pt" xsl:use-attribute-sets="type-section"><xsl:value-of select="$d/@title"/></fo:block>
    <fo:block space-after="5pt" end-indent="24mm" keep-with-next.within-page="always" xsl:use-attribute-sets="type-prose">
      <xsl:value-of select="$d/@sentence"/>
      <xsl:if test="$d/@framework-note != ''"><xsl:text> </xsl:text><xsl:value-of select="$d/@framework-note"/></xsl:if>
    </fo:block>
    <fo:list-block provisional-distance-between-starts="36mm" provisional-label-separation="4mm" space-after="9pt">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'field-predecessor'"/>
        <xsl:with-param name="drop" select="'0pt'"/>
        <xsl:with-param name="content">
          <fo:block xsl:use-attribute-sets="type-table">
            <xsl:value-of select="$d/@predecessor"/><xsl:text>, </xsl:text>
            <xsl:call-template name="word"><xsl:with-param name="id" select="'version'"/></xsl:call-template>
            <xsl:value-of select="concat('&#xA0;', $d/@version, ', ', $d/@framework)"/>
          </fo:block>
          <xsl:for-each select="$d/r:digest"><xsl:call-template name="digest"><xsl:with-param name="digest" select="."/></xsl:call-template></xsl:for-each>
        </xsl:with-param>
      </xsl:call-template>
    </fo:list-block>
    <fo:block keep-with-next.within-page="always" line-height="0pt" font-size="1pt"><xsl:call-template name="flow"><xsl:with-param name="flow" select="$d/r:flow"/></xsl:call-template></fo:block>
    <fo:block space-before="5pt" keep-with-next.within-page="always" xsl:use-attribute-sets="type-note">
      <xsl:call-template name="change-swatch"><xsl:with-param name="group" select="'same'"/><xsl:with-param name="word" select="'flow-same'"/></xsl:call-template><xsl:text>&#xA0;&#xA0;&#xA0; </xsl:text>
      <xsl:call-template name="change-swatch"><xsl:with-param name="group" select="'better'"/><xsl:with-param name="word" select="'flow-better'"/></xsl:call-template><xsl:text>&#xA0;&#xA0;&#xA0; </xsl:text>
      <xsl:call-template name="change-swatch"><xsl:with-param name="group" select="'worse'"/><xsl:with-param name="word" select="'flow-worse'"/></xsl:call-template><xsl:text>&#xA0;&#xA0;&#xA0; </xsl:text>
      <xsl:call-template name="change-swatch"><xsl:with-param name="group" select="'other'"/><xsl:with-param name="word" select="'flow-other'"/></xsl:call-template>
    </fo:block>
    <xsl:call-template name="flow-table"><xsl:with-param name="flow" select="$d/r:flow"/></xsl:call-template>
    <xsl:if test="$d/r:task-delta or $d/r:gone-task"><xsl:call-template name="delta-tasks"><xsl:with-param name="d" select="$d"/></xsl:call-template></xsl:if>
    <xsl:if test="$d/r:assurance-delta/r:assurance-change"><xsl:call-template name="delta-assurance"><xsl:with-param name="d" select="$d/r:assurance-delta"/></xsl:call-template></xsl:if>
    <xsl:if test="$d/r:evidence-delta/@total &gt; 0"><xsl:call-template name="delta-evidence"><xsl:with-param name="d" select="$d/r:evidence-delta"/></xsl:call-template></xsl:if>
    <xsl:if test="$d/r:finding-delta/@total &gt; 0"><xsl:call-template name="delta-items"><xsl:with-param name="d" select="$d/r:finding-delta"/><xsl:with-param name="word" select="'findings'"/></xsl:call-template></xsl:if>
    <xsl:if test="$d/r:action-delta/@total &gt; 0"><xsl:call-template name="delta-items"><xsl:with-param name="d" select="$d/r:action-delta"/><xsl:with-param name="word" select="'actions'"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template name="comparison-title">
    <xsl:param name="word"/>
    <fo:block role="H3" space-before="15pt" space-before.conditionality="discard" space-after="3pt" keep-with-next.within-page="always" font-weight="600" xsl:use-attribute-sets="type-table" font-size="{10 * $em}pt" line-height="{13 * $em}pt"><xsl:call-template name="word"><xsl:with-param name="id" select="$word"/></xsl:call-template></fo:block>
  </xsl:template>

  <!-- The numbers of the figure: then in rows, now in columns. -->
  <xsl:template name="flow-table">
    <xsl:param name="flow"/>
    <fo:table table-layout="fixed" width="160mm" space-before="9pt" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="44mm"/>
      <xsl:for-each select="$flow/r:flow-sum/r:flow-cell"><fo:table-column column-width="{format-number(98 div last(), '0.##')}mm"/></xsl:for-each>
      <fo:table-column column-width="18mm"/>
      <fo:table-header><fo:table-row keep-with-next.within-page="always">
        <xsl:call-template name="th"><xsl:with-param name="word" select="'then-now'"/></xsl:call-template>
        <xsl:for-each select="$flow/r:flow-sum/r:flow-cell">
          <fo:table-cell display-align="after" xsl:use-attribute-sets="cell rule-head"><fo:block text-align="end" xsl:use-attribute-sets="type-head">
            <xsl:choose>
              <xsl:when test="@now != ''"><xsl:call-template name="glyph"><xsl:with-param name="status" select="@now"/><xsl:with-param name="word" select="$report/r:summary/r:key/r:status[@letter = current()/@now]/@word"/></xsl:call-template></xsl:when>
              <xsl:otherwise><xsl:call-template name="word"><xsl:with-param name="id" select="'gone-short'"/></xsl:call-template></xsl:otherwise>
            </xsl:choose>
          </fo:block></fo:table-cell>
        </xsl:for-each>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'all'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
      </fo:table-row></fo:table-header>
      <fo:table-body>
        <xsl:for-each select="$flow/r:flow-row">
          <fo:table-row keep-together.within-page="always" keep-with-next.within-page="always">
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block>
              <xsl:choose>
                <xsl:when test="@status != ''"><xsl:call-template name="status-word"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="@word"/></xsl:call-template></xsl:when>
                <xsl:otherwise><xsl:value-of select="@word"/></xsl:otherwise>
              </xsl:choose>
            </fo:block></fo:table-cell>
            <xsl:for-each select="r:flow-cell">
              <fo:table-cell xsl:use-attribute-sets="cell rule-row">
                <xsl:if test="@same = 'yes'"><xsl:attribute name="background-color"><xsl:value-of select="$tint"/></xsl:attribute></xsl:if>
                <fo:block text-align="end"><xsl:if test="@same = 'no' and @count &gt; 0"><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if><xsl:value-of select="@text"/></fo:block>
              </fo:table-cell>
            </xsl:for-each>
            <xsl:call-template name="td"><xsl:with-param name="text" select="@count"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
          </fo:table-row>
        </xsl:for-each>
        <fo:table-row font-weight="600">
          <fo:table-cell xsl:use-attribute-sets="cell rule-total"><fo:block><xsl:call-template name="word"><xsl:with-param name="id" select="'all'"/></xsl:call-template></fo:block></fo:table-cell>
          <xsl:for-each select="$flow/r:flow-sum/r:flow-cell"><fo:table-cell xsl:use-attribute-sets="cell rule-total"><fo:block text-align="end"><xsl:value-of select="@text"/></fo:block></fo:table-cell></xsl:for-each>
          <fo:table-cell xsl:use-attribute-sets="cell rule-total"><fo:block text-align="end"><xsl:value-of select="$flow/r:flow-sum/@count"/></fo:block></fo:table-cell>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
    <fo:block space-before="3pt" keep-with-previous.within-page="always" end-indent="24mm" xsl:use-attribute-sets="type-note"><xsl:value-of select="$flow/@note"/></fo:block>
  </xsl:template>

  <!-- One body a class: its name and how many, then the tasks. -->
  <xsl:template name="delta-tasks">
    <xsl:param name="d"/>
    <xsl:call-template name="comparison-title"><xsl:with-param name="word" select="'tasks'"/></xsl:call-template>
    <fo:block space-after="3pt" keep-with-next.within-page="always"><xsl:call-template name="key"/></fo:block>
    <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="15mm"/><fo:table-column column-width="46mm"/><fo:table-column column-width="25mm"/><fo:table-column column-width="74mm"/>
      <fo:table-header><fo:table-row keep-with-next.within-page="always">
        <xsl:call-template name="th"><xsl:with-param name="word" select="'task'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'our-label'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'then-now'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'said-about-it'"/></xsl:call-template>
      </fo:table-row></fo:table-header>
      <xsl:for-each select="$report/r:summary/r:change-summary/r:change[@count &gt; 0 and @name != 'unchanged']">
        <xsl:variable name="class" select="@name"/>
        <fo:table-body>
          <xsl:call-template name="class-row"><xsl:with-param name="columns" select="4"/><xsl:with-param name="of" select="$d/@total"/></xsl:call-template>
          <xsl:for-each select="$d/r:task-delta[@change = $class]">
            <fo:table-row keep-together.within-page="always">
              <xsl:call-template name="last-row"/>
              <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block font-weight="600"><xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@id"/></xsl:call-template></fo:block></fo:table-cell>
              <xsl:call-template name="td"><xsl:with-param name="text" select="@label"/></xsl:call-template>
              <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:call-template name="then-now"/></fo:block></fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell rule-row"><xsl:call-template name="whys"/></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </xsl:for-each>
      <xsl:if test="$d/r:gone-task">
        <fo:table-body>
          <fo:table-row keep-with-next.within-page="always"><fo:table-cell number-columns-spanned="4" padding-before="7pt" padding-after="2pt" xsl:use-attribute-sets="rule-row"><fo:block font-weight="600"><xsl:call-template name="word"><xsl:with-param name="id" select="'gone'"/></xsl:call-template><xsl:text>&#xA0; </xsl:text><xsl:value-of select="count($d/r:gone-task)"/></fo:block></fo:table-cell></fo:table-row>
          <xsl:for-each select="$d/r:gone-task">
            <fo:table-row keep-together.within-page="always">
              <xsl:call-template name="td"><xsl:with-param name="text" select="@id"/><xsl:with-param name="weight" select="'600'"/></xsl:call-template>
              <xsl:call-template name="td"><xsl:with-param name="text" select="@label"/></xsl:call-template>
              <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:call-template name="glyph"><xsl:with-param name="status" select="@was"/><xsl:with-param name="word" select="@was-word"/></xsl:call-template></fo:block></fo:table-cell>
              <xsl:call-template name="td"/>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </xsl:if>
    </fo:table>
  </xsl:template>

  <!-- The name of a class over its rows, with "2 of 42" where a whole is given. -->
  <xsl:template name="class-row">
    <xsl:param name="columns"/>
    <xsl:param name="of"/>
    <fo:table-row keep-with-next.within-page="always">
      <fo:table-cell number-columns-spanned="{$columns}" padding-before="7pt" padding-after="2pt" xsl:use-attribute-sets="rule-row">
        <fo:block font-weight="600">
          <xsl:if test="@group = 'worse'"><xsl:attribute name="color"><xsl:value-of select="$c-notmet"/></xsl:attribute></xsl:if>
          <xsl:value-of select="@word"/>
          <fo:inline font-weight="400" color="{$secondary}"><xsl:text>&#xA0;&#xA0; </xsl:text><xsl:value-of select="@count"/>
            <xsl:if test="$of"><xsl:text>&#xA0;</xsl:text><xsl:call-template name="word"><xsl:with-param name="id" select="'of'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:value-of select="$of"/></xsl:if>
          </fo:inline>
        </fo:block>
      </fo:table-cell>
    </fo:table-row>
  </xsl:template>

  <xsl:template name="then-now">
    <fo:inline keep-together.within-line="always">
      <xsl:choose>
        <xsl:when test="@was != ''"><xsl:call-template name="glyph"><xsl:with-param name="status" select="@was"/><xsl:with-param name="word" select="@was-word"/></xsl:call-template></xsl:when>
        <xsl:otherwise>–</xsl:otherwise>
      </xsl:choose>
      <xsl:text>&#x2009;→&#x2009;</xsl:text>
      <xsl:call-template name="glyph"><xsl:with-param name="status" select="@now"/><xsl:with-param name="word" select="@now-word"/></xsl:call-template>
    </fo:inline>
  </xsl:template>

  <xsl:template name="whys">
    <xsl:for-each select="r:why">
      <fo:block>
        <xsl:if test="@id != '' and (@kind = 'finding' or @kind = 'action' or @kind = 'exception' or @kind = 'evidence')">
          <fo:inline font-weight="600"><xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@id"/></xsl:call-template></fo:inline><xsl:text>&#xA0; </xsl:text>
        </xsl:if>
        <xsl:value-of select="."/>
      </fo:block>
    </xsl:for-each>
    <xsl:if test="not(r:why)"><fo:block color="{$secondary}"><xsl:call-template name="word"><xsl:with-param name="id" select="'none-recorded'"/></xsl:call-template></fo:block></xsl:if>
  </xsl:template>

  <!-- One row for each pair of then and now: most tasks go the same way. -->
  <xsl:key name="assurance-way" match="r:assurance-change" use="concat(@was, ' ', @now)"/>
  <xsl:template name="delta-assurance">
    <xsl:param name="d"/>
    <xsl:call-template name="comparison-title"><xsl:with-param name="word" select="'assurance'"/></xsl:call-template>
    <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="38mm"/><fo:table-column column-width="42mm"/><fo:table-column column-width="14mm"/><fo:table-column column-width="6mm"/><fo:table-column column-width="60mm"/>
      <fo:table-header><fo:table-row keep-with-next.within-page="always">
        <xsl:call-template name="th"><xsl:with-param name="word" select="'before'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'now'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'number'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
        <fo:table-cell xsl:use-attribute-sets="cell rule-head"><fo:block/></fo:table-cell>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'tasks'"/></xsl:call-template>
      </fo:table-row></fo:table-header>
      <xsl:for-each select="$d/r:assurance-change[@change = 'lowered' and generate-id() = generate-id(key('assurance-way', concat(@was, ' ', @now))[1])] | $d/r:assurance-change[@change = 'raised' and generate-id() = generate-id(key('assurance-way', concat(@was, ' ', @now))[1])]">
        <xsl:sort select="@change"/>
        <fo:table-body><fo:table-row keep-together.within-page="always">
          <xsl:call-template name="td"><xsl:with-param name="text" select="@was-word"/></xsl:call-template>
          <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:if test="@change = 'lowered'"><xsl:attribute name="color"><xsl:value-of select="$c-notmet"/></xsl:attribute><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if><xsl:value-of select="@now-word"/></fo:block></fo:table-cell>
          <xsl:call-template name="td"><xsl:with-param name="text" select="count(key('assurance-way', concat(@was, ' ', @now)))"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
          <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block/></fo:table-cell>
          <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block>
            <xsl:for-each select="key('assurance-way', concat(@was, ' ', @now))"><xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@id"/></xsl:call-template><xsl:if test="position() != last()">, </xsl:if></xsl:for-each>
          </fo:block></fo:table-cell>
        </fo:table-row></fo:table-body>
      </xsl:for-each>
    </fo:table>
  </xsl:template>

  <xsl:template name="delta-evidence">
    <xsl:param name="d"/>
    <xsl:call-template name="comparison-title"><xsl:with-param name="word" select="'evidence-label'"/></xsl:call-template>
    <xsl:if test="$d/@changed &gt; 0">
      <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
        <fo:table-column fox:header="true" column-width="15mm"/><fo:table-column column-width="57mm"/><fo:table-column column-width="29mm"/><fo:table-column column-width="29mm"/><fo:table-column column-width="30mm"/>
        <fo:table-header><fo:table-row keep-with-next.within-page="always">
          <xsl:call-template name="th"><xsl:with-param name="word" select="'id'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'evidence-label'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'collected-before'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'collected-now'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'state-now'"/></xsl:call-template>
        </fo:table-row></fo:table-header>
        <xsl:for-each select="$d/r:kind[@count &gt; 0 and @group != 'same']">
          <fo:table-body>
            <xsl:call-template name="class-row"><xsl:with-param name="columns" select="5"/></xsl:call-template>
            <xsl:for-each select="r:evidence-link">
              <fo:table-row keep-together.within-page="always">
                <xsl:call-template name="last-row"/>
                <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block font-weight="600"><xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@id"/></xsl:call-template></fo:block></fo:table-cell>
                <xsl:call-template name="td"><xsl:with-param name="text" select="@title"/></xsl:call-template>
                <xsl:call-template name="day-digest"><xsl:with-param name="day" select="@was-collected"/><xsl:with-param name="digest" select="@was-digest"/></xsl:call-template>
                <xsl:call-template name="day-digest"><xsl:with-param name="day" select="@now-collected"/><xsl:with-param name="digest" select="@now-digest"/></xsl:call-template>
                <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:choose><xsl:when test="@state"><xsl:call-template name="evidence-state"><xsl:with-param name="of" select="."/></xsl:call-template></xsl:when><xsl:otherwise>–</xsl:otherwise></xsl:choose></fo:block></fo:table-cell>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </xsl:for-each>
      </fo:table>
    </xsl:if>
    <xsl:call-template name="same-kinds"><xsl:with-param name="d" select="$d"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="day-digest">
    <xsl:param name="day"/>
    <xsl:param name="digest"/>
    <fo:table-cell xsl:use-attribute-sets="cell rule-row">
      <fo:block><xsl:value-of select="$day"/><xsl:if test="$day = ''">–</xsl:if></fo:block>
      <xsl:if test="$digest != ''"><fo:block><xsl:call-template name="digest-short"><xsl:with-param name="text" select="$digest"/></xsl:call-template></fo:block></xsl:if>
    </fo:table-cell>
  </xsl:template>

  <!-- What did not change, in one line: "unchanged 20". -->
  <xsl:template name="same-kinds">
    <xsl:param name="d"/>
    <xsl:if test="$d/r:kind[@group = 'same' and @count &gt; 0]">
      <fo:block space-before="3pt" keep-with-previous.within-page="always" xsl:use-attribute-sets="type-note">
        <xsl:for-each select="$d/r:kind[@group = 'same' and @count &gt; 0]">
          <xsl:if test="position() &gt; 1"><xsl:text>; </xsl:text></xsl:if>
          <xsl:value-of select="concat(@count, '&#xA0;', @word)"/>
        </xsl:for-each>
        <xsl:text>.</xsl:text>
      </fo:block>
    </xsl:if>
  </xsl:template>

  <xsl:template name="delta-items">
    <xsl:param name="d"/>
    <xsl:param name="word"/>
    <xsl:call-template name="comparison-title"><xsl:with-param name="word" select="$word"/></xsl:call-template>
    <xsl:if test="$d/@changed &gt; 0">
      <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
        <fo:table-column fox:header="true" column-width="15mm"/><fo:table-column column-width="87mm"/><fo:table-column column-width="29mm"/><fo:table-column column-width="29mm"/>
        <fo:table-header><fo:table-row keep-with-next.within-page="always">
          <xsl:call-template name="th"><xsl:with-param name="word" select="'id'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'what'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'before'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'now'"/></xsl:call-template>
        </fo:table-row></fo:table-header>
        <xsl:for-each select="$d/r:kind[@count &gt; 0 and @group != 'same']">
          <fo:table-body>
            <xsl:call-template name="class-row"><xsl:with-param name="columns" select="4"/></xsl:call-template>
            <xsl:for-each select="r:item-link">
              <fo:table-row keep-together.within-page="always">
                <xsl:call-template name="last-row"/>
                <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block font-weight="600"><xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@id"/></xsl:call-template></fo:block></fo:table-cell>
                <xsl:call-template name="td"><xsl:with-param name="text" select="@title"/></xsl:call-template>
                <xsl:call-template name="td"><xsl:with-param name="text" select="@was-word"/></xsl:call-template>
                <fo:table-cell xsl:use-attribute-sets="cell rule-row">
                  <fo:block><xsl:value-of select="@now-word"/><xsl:if test="@now-state = ''">–</xsl:if></fo:block>
                  <xsl:choose>
                    <xsl:when test="@done != ''"><fo:block color="{$secondary}"><xsl:value-of select="@done"/></fo:block></xsl:when>
                    <xsl:when test="@due != '' and @now-state != ''"><fo:block color="{$secondary}"><xsl:call-template name="word"><xsl:with-param name="id" select="'due-at'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:value-of select="@due"/></fo:block></xsl:when>
                  </xsl:choose>
                </fo:table-cell>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </xsl:for-each>
      </fo:table>
    </xsl:if>
    <xsl:call-template name="same-kinds"><xsl:with-param name="d" select="$d"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="trend-section">
    <xsl:param name="t"/>
    <xsl:call-template name="section-title"><xsl:with-param name="word" select="'trend'"/><xsl:with-param name="id" select="'trend'"/></xsl:call-template>
    <fo:block keep-with-next.within-page="always" line-height="0pt" font-size="1pt"><xsl:call-template name="trend"><xsl:with-param name="trend" select="$t"/></xsl:call-template></fo:block>
    <fo:block space-before="5pt" keep-with-next.within-page="always"><xsl:call-template name="key"/></fo:block>
    <fo:table table-layout="fixed" width="160mm" space-before="9pt" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="22mm"/><fo:table-column column-width="29mm"/><fo:table-column column-width="26mm"/>
      <xsl:for-each select="$t/r:trend-point[1]/r:trend-segment"><fo:table-column column-width="7.5mm"/></xsl:for-each>
      <fo:table-column column-width="18.5mm"/><fo:table-column column-width="12mm"/>
      <fo:table-header><fo:table-row keep-with-next.within-page="always">
        <xsl:call-template name="th"><xsl:with-param name="word" select="'as-of'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'field-assessment'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'framework'"/></xsl:call-template>
        <xsl:for-each select="$t/r:trend-point[1]/r:trend-segment">
          <fo:table-cell display-align="after" xsl:use-attribute-sets="cell rule-head"><fo:block text-align="end" xsl:use-attribute-sets="type-head"><xsl:call-template name="glyph"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="@word"/></xsl:call-template></fo:block></fo:table-cell>
        </xsl:for-each>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'met'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'share'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
      </fo:table-row></fo:table-header>
      <fo:table-body>
        <xsl:for-each select="$t/r:trend-point">
          <fo:table-row keep-together.within-page="always">
            <xsl:if test="@current = 'yes'"><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if>
            <xsl:call-template name="last-row"/>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:value-of select="@date"/></fo:block></fo:table-cell>
            <fo:table-cell padding-end="4pt" xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:value-of select="@id"/><xsl:text>, </xsl:text><fo:inline keep-together.within-line="always"><xsl:call-template name="word"><xsl:with-param name="id" select="'version'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:value-of select="@version"/></fo:inline></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:value-of select="@framework"/></fo:block></fo:table-cell>
            <xsl:for-each select="r:trend-segment"><fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block text-align="end"><xsl:value-of select="@text"/></fo:block></fo:table-cell></xsl:for-each>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block text-align="end"><xsl:value-of select="@fraction"/></fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block text-align="end"><xsl:value-of select="@share"/></fo:block></fo:table-cell>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    <fo:block space-before="3pt" keep-with-previous.within-page="always" end-indent="24mm" xsl:use-attribute-sets="type-note"><xsl:value-of select="$t/@note"/></fo:block>
  </xsl:template>
</xsl:stylesheet>
