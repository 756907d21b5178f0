<?xml version="1.0" encoding="UTF-8"?>
<!-- support.xsl: what carries the statements: statement by statement, then task by task with the evidence, then the tasks that none cites. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:support">
    <xsl:variable name="clauses" select="boolean(r:attestation/r:attested[@clause != ''])"/>
    <xsl:variable name="clause" select="17 * number($clauses)"/>
    <xsl:call-template name="part-title"><xsl:with-param name="id" select="'support-matrix'"/></xsl:call-template>
    <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="12mm"/><fo:table-column column-width="{66 - $clause}mm"/>
      <xsl:if test="$clauses"><fo:table-column column-width="{$clause}mm"/></xsl:if>
      <fo:table-column column-width="62mm"/><fo:table-column column-width="20mm"/>
      <fo:table-header><fo:table-row keep-with-next.within-page="always">
        <xsl:call-template name="th"><xsl:with-param name="word" select="'form-item'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'statement'"/></xsl:call-template>
        <xsl:if test="$clauses"><xsl:call-template name="th"><xsl:with-param name="word" select="'clause'"/></xsl:call-template></xsl:if>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'rests-on'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'support'"/></xsl:call-template>
      </fo:table-row></fo:table-header>
      <fo:table-body>
        <xsl:for-each select="r:attestation/r:attested">
          <fo:table-row keep-together.within-page="always">
            <xsl:call-template name="last-row"/>
            <xsl:variable name="is-part" select="@parent != ''"/>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block font-weight="600"><xsl:value-of select="@id"/></fo:block></fo:table-cell>
            <fo:table-cell padding-end="5pt" xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:if test="$is-part"><xsl:attribute name="start-indent">8pt</xsl:attribute></xsl:if><xsl:if test="not($is-part)"><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if><xsl:value-of select="@label"/></fo:block></fo:table-cell>
            <xsl:if test="$clauses"><xsl:call-template name="td"><xsl:with-param name="text" select="@clause"/></xsl:call-template></xsl:if>
            <fo:table-cell padding-end="5pt" xsl:use-attribute-sets="cell rule-row"><fo:block line-height="{12.5 * $em}pt">
              <xsl:choose>
                <xsl:when test="@as-above = 'yes'"><xsl:call-template name="word"><xsl:with-param name="id" select="'as-item'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:value-of select="@parent"/></xsl:when>
                <xsl:otherwise><xsl:call-template name="carriers"/></xsl:otherwise>
              </xsl:choose>
            </fo:block></fo:table-cell>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block>
              <xsl:choose>
                <xsl:when test="@carried = 'yes'"><xsl:call-template name="carried"/></xsl:when>
                <xsl:otherwise><xsl:call-template name="evidence-glyph"><xsl:with-param name="state" select="'differs'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><fo:inline font-weight="600"><xsl:call-template name="word"><xsl:with-param name="id" select="'blocked'"/></xsl:call-template></fo:inline></xsl:otherwise>
              </xsl:choose>
            </fo:block></fo:table-cell>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
  </xsl:template>

  <!-- Glyph and id of each task; one that blocks stands in the colour of what fails. -->
  <xsl:template name="carriers">
    <xsl:for-each select="r:carrier">
      <fo:inline keep-together.within-line="always">
        <xsl:if test="@blocked = 'yes'"><xsl:attribute name="font-weight">600</xsl:attribute><xsl:attribute name="color"><xsl:value-of select="$c-notmet"/></xsl:attribute></xsl:if>
        <xsl:call-template name="glyph"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="@word"/><xsl:with-param name="size" select="9.5"/></xsl:call-template>
        <xsl:text>&#xA0;</xsl:text>
        <xsl:value-of select="@task"/>
      </fo:inline>
      <xsl:if test="position() != last()"><xsl:text>&#xA0; </xsl:text></xsl:if>
    </xsl:for-each>
    <xsl:if test="not(r:carrier)">–</xsl:if>
  </xsl:template>

  <xsl:template name="slot:cited-tasks">
    <fo:block id="cited-tasks" role="H2" space-before="24pt" space-before.conditionality="discard" space-after="5pt" xsl:use-attribute-sets="type-section"><xsl:call-template name="word"><xsl:with-param name="id" select="'cited-tasks'"/></xsl:call-template></fo:block>
    <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="18mm"/><fo:table-column column-width="47mm"/><fo:table-column column-width="38mm"/><fo:table-column column-width="37mm"/><fo:table-column column-width="20mm"/>
      <fo:table-header><fo:table-row keep-with-next.within-page="always">
        <xsl:call-template name="th"><xsl:with-param name="word" select="'task'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="text" select="''"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'assurance'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'evidence-label'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'statements'"/></xsl:call-template>
      </fo:table-row></fo:table-header>
      <fo:table-body>
        <xsl:for-each select="r:attestation/r:cited-task">
          <xsl:variable name="id" select="@id"/>
          <fo:table-row keep-together.within-page="always">
            <xsl:call-template name="last-row"/>
            <xsl:call-template name="task-cell"/>
            <fo:table-cell padding-end="5pt" xsl:use-attribute-sets="cell rule-row">
              <fo:block><xsl:value-of select="@label"/><xsl:if test="@carried = 'yes'"><fo:inline color="{$secondary}">, <xsl:value-of select="@short-word"/></fo:inline></xsl:if></fo:block>
              <xsl:for-each select="../r:blocker[@task = $id]">
                <fo:block font-weight="600" color="{$c-notmet}"><xsl:call-template name="causes"/></fo:block>
              </xsl:for-each>
            </fo:table-cell>
            <xsl:call-template name="td"><xsl:with-param name="text" select="@assurance"/></xsl:call-template>
            <fo:table-cell padding-end="5pt" xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:call-template name="proofs"/></fo:block></fo:table-cell>
            <xsl:call-template name="td"><xsl:with-param name="text" select="@statements"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    <xsl:call-template name="support-key"/>
  </xsl:template>

  <xsl:template name="task-cell">
    <fo:table-cell xsl:use-attribute-sets="cell rule-row">
      <fo:block font-weight="600">
        <xsl:call-template name="glyph"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="@word"/></xsl:call-template>
        <xsl:text>&#xA0;&#x2009;</xsl:text>
        <xsl:value-of select="@id"/>
      </fo:block>
    </fo:table-cell>
  </xsl:template>

  <!-- Each item with its mark; what fails with its word too. -->
  <xsl:template name="proofs">
    <xsl:for-each select="r:proof">
      <fo:inline>
        <xsl:if test="@fails = 'yes'"><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if>
        <fo:inline keep-together.within-line="always">
          <xsl:call-template name="evidence-glyph"><xsl:with-param name="state" select="@symbol"/><xsl:with-param name="word" select="@word"/></xsl:call-template>
          <xsl:text>&#xA0;</xsl:text>
          <xsl:value-of select="@id"/>
        </fo:inline>
        <xsl:if test="@state != 'ok'"><xsl:text> </xsl:text><xsl:value-of select="@word"/></xsl:if>
      </fo:inline>
      <xsl:if test="position() != last()"><xsl:text>&#xA0; </xsl:text></xsl:if>
    </xsl:for-each>
    <xsl:if test="r:tested and r:proof"><xsl:text>&#xA0; </xsl:text></xsl:if>
    <xsl:for-each select="r:tested">
      <fo:inline keep-together.within-line="always"><xsl:call-template name="word"><xsl:with-param name="id" select="'tested'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:value-of select="@date"/></fo:inline>
      <xsl:if test="position() != last()"><xsl:text>, </xsl:text></xsl:if>
    </xsl:for-each>
    <xsl:if test="not(r:proof) and not(r:tested)"><xsl:call-template name="word"><xsl:with-param name="id" select="'no-evidence-here'"/></xsl:call-template></xsl:if>
  </xsl:template>

  <xsl:template name="support-key">
    <fo:block space-before="5pt" keep-with-previous.within-page="always"><xsl:call-template name="key"/></fo:block>
  </xsl:template>

  <xsl:template name="slot:uncited-tasks">
    <xsl:variable name="all" select="r:attestation/r:uncited-task"/>
    <xsl:variable name="half" select="ceiling(count($all) div 2)"/>
    <fo:block id="uncited-tasks" role="H2" space-before="24pt" space-before.conditionality="discard" space-after="3pt" xsl:use-attribute-sets="type-section"><xsl:call-template name="word"><xsl:with-param name="id" select="'uncited-tasks'"/></xsl:call-template></fo:block>
    <fo:block space-after="5pt" keep-with-next.within-page="always" xsl:use-attribute-sets="type-prose"><xsl:call-template name="letter-text"><xsl:with-param name="name" select="'uncited'"/></xsl:call-template></fo:block>
    <xsl:if test="$all">
      <fo:table table-layout="fixed" width="160mm" role="Div">
        <fo:table-column column-width="77mm"/><fo:table-column column-width="6mm"/><fo:table-column column-width="77mm"/>
        <fo:table-body>
          <!-- A tail of three names on a page of its own looks lost. -->
          <fo:table-row keep-together.within-page="20">
            <fo:table-cell><xsl:call-template name="uncited-table"><xsl:with-param name="tasks" select="$all[position() &lt;= $half]"/></xsl:call-template></fo:table-cell>
            <fo:table-cell><fo:block/></fo:table-cell>
            <fo:table-cell><xsl:call-template name="uncited-table"><xsl:with-param name="tasks" select="$all[position() &gt; $half]"/></xsl:call-template></fo:table-cell>
          </fo:table-row>
        </fo:table-body>
      </fo:table>
    </xsl:if>
  </xsl:template>

  <xsl:template name="uncited-table">
    <xsl:param name="tasks"/>
    <xsl:choose>
      <xsl:when test="$tasks">
        <fo:table table-layout="fixed" width="77mm" role="L" xsl:use-attribute-sets="type-table">
          <fo:table-column column-width="18mm"/><fo:table-column column-width="59mm"/>
          <fo:table-body>
            <xsl:for-each select="$tasks">
              <fo:table-row keep-together.within-page="always">
                <xsl:call-template name="task-cell"/>
                <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:value-of select="@label"/><fo:inline color="{$secondary}">, <xsl:value-of select="@short-word"/></fo:inline></fo:block></fo:table-cell>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
      </xsl:when>
      <xsl:otherwise><fo:block/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
