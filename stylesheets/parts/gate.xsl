<?xml version="1.0" encoding="UTF-8"?>
<!-- gate.xsl: what the gate found: the result in one sentence, the policy with its digest, rules, findings, waivers. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:svg="http://www.w3.org/2000/svg" xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot svg">

  <xsl:template name="slot:gate">
    <xsl:variable name="g" select="r:gate"/>
    <xsl:call-template name="part-title"><xsl:with-param name="id" select="'gate'"/></xsl:call-template>
    <fo:block space-after="6pt" keep-with-next.within-page="always" font-weight="600" xsl:use-attribute-sets="type-table"><xsl:value-of select="$g/@sentence"/></fo:block>
    <fo:list-block provisional-distance-between-starts="36mm" provisional-label-separation="4mm">
      <xsl:call-template name="label-item">
        <xsl:with-param name="word" select="'gate-policy'"/>
        <xsl:with-param name="drop" select="'0pt'"/>
        <xsl:with-param name="content">
          <fo:block xsl:use-attribute-sets="type-table">
            <xsl:value-of select="$g/@name"/>
            <xsl:if test="$g/@version != ''">, <xsl:call-template name="word"><xsl:with-param name="id" select="'version'"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:value-of select="$g/@version"/></xsl:if>
            <xsl:text>; </xsl:text>
            <xsl:choose>
              <xsl:when test="$g/@policy != ''"><xsl:call-template name="soft-path"><xsl:with-param name="path" select="string($g/@policy)"/></xsl:call-template></xsl:when>
              <xsl:otherwise><xsl:call-template name="word"><xsl:with-param name="id" select="'gate-built-in'"/></xsl:call-template></xsl:otherwise>
            </xsl:choose>
          </fo:block>
          <xsl:call-template name="digest"><xsl:with-param name="digest" select="$g/r:digest"/></xsl:call-template>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:if test="$g/@baseline != ''">
        <xsl:call-template name="label-item">
          <xsl:with-param name="word" select="'gate-baseline'"/>
          <xsl:with-param name="drop" select="'0pt'"/>
          <xsl:with-param name="content"><fo:block xsl:use-attribute-sets="type-table"><xsl:value-of select="$g/@baseline"/></fo:block></xsl:with-param>
        </xsl:call-template>
      </xsl:if>
    </fo:list-block>

    <xsl:call-template name="section-title"><xsl:with-param name="word" select="'gate-rules'"/></xsl:call-template>
    <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
      <fo:table-column fox:header="true" column-width="26mm"/><fo:table-column column-width="34mm"/><fo:table-column column-width="68mm"/><fo:table-column column-width="18mm"/><fo:table-column column-width="14mm"/>
      <fo:table-header><fo:table-row keep-with-next.within-page="always">
        <xsl:call-template name="th"><xsl:with-param name="word" select="'gate-outcome'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'gate-rule'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'gate-asks'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'gate-failed'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
        <xsl:call-template name="th"><xsl:with-param name="word" select="'gate-waived'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
      </fo:table-row></fo:table-header>
      <fo:table-body>
        <xsl:for-each select="$g/r:rule">
          <fo:table-row keep-together.within-page="always">
            <xsl:call-template name="last-row"/>
            <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block>
              <xsl:choose>
                <xsl:when test="@outcome = 'failed'"><xsl:call-template name="gate-level"/></xsl:when>
                <xsl:otherwise><xsl:call-template name="gate-glyph"><xsl:with-param name="sign" select="@outcome"/></xsl:call-template><xsl:text>&#xA0;</xsl:text><xsl:value-of select="@outcome-word"/></xsl:otherwise>
              </xsl:choose>
            </fo:block></fo:table-cell>
            <fo:table-cell padding-end="6pt" xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:value-of select="@id"/></fo:block></fo:table-cell>
            <fo:table-cell padding-end="6pt" xsl:use-attribute-sets="cell rule-row">
              <fo:block><xsl:value-of select="."/></fo:block>
              <xsl:if test="@message != ''"><fo:block color="{$secondary}"><xsl:value-of select="@message"/></fo:block></xsl:if>
              <xsl:if test="@not-asked != ''"><fo:block color="{$secondary}"><xsl:value-of select="concat(@outcome-word, ': ', @not-asked)"/></fo:block></xsl:if>
            </fo:table-cell>
            <xsl:call-template name="td"><xsl:with-param name="text" select="@fraction"/><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
            <xsl:call-template name="td"><xsl:with-param name="text"><xsl:if test="@waived &gt; 0"><xsl:value-of select="@waived"/></xsl:if></xsl:with-param><xsl:with-param name="align" select="'end'"/><xsl:with-param name="gap" select="'0pt'"/></xsl:call-template>
          </fo:table-row>
        </xsl:for-each>
      </fo:table-body>
    </fo:table>
    <fo:block space-before="4pt" keep-with-previous.within-page="always" xsl:use-attribute-sets="type-note"><xsl:call-template name="word"><xsl:with-param name="id" select="'gate-formula'"/></xsl:call-template></fo:block>

    <xsl:if test="$g/r:gate-finding">
      <xsl:call-template name="section-title"><xsl:with-param name="word" select="'gate-findings'"/></xsl:call-template>
      <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
        <fo:table-column fox:header="true" column-width="26mm"/><fo:table-column column-width="34mm"/><fo:table-column column-width="78mm"/><fo:table-column column-width="22mm"/>
        <fo:table-header><fo:table-row keep-with-next.within-page="always">
          <xsl:call-template name="th"><xsl:with-param name="word" select="'gate-outcome'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'gate-rule'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'gate-finding'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'gate-where'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
        </fo:table-row></fo:table-header>
        <fo:table-body>
          <xsl:for-each select="$g/r:gate-finding">
            <fo:table-row keep-together.within-page="always">
              <xsl:call-template name="last-row"/>
              <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:call-template name="gate-level"/></fo:block></fo:table-cell>
              <fo:table-cell padding-end="6pt" xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:value-of select="@rule"/></fo:block></fo:table-cell>
              <fo:table-cell padding-end="6pt" xsl:use-attribute-sets="cell rule-row">
                <fo:block><xsl:copy-of select="@a:at"/><xsl:value-of select="."/></fo:block>
                <xsl:if test="@waiver != ''"><fo:block color="{$secondary}"><xsl:value-of select="@waiver"/></fo:block></xsl:if>
              </fo:table-cell>
              <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block text-align="end">
                <xsl:choose>
                  <xsl:when test="@to != ''"><fo:basic-link internal-destination="{@to}"><xsl:value-of select="@subject"/><xsl:text>&#xA0;&#xA0;</xsl:text><fo:inline color="{$secondary}"><fo:page-number-citation ref-id="{@to}"/></fo:inline></fo:basic-link></xsl:when>
                  <xsl:when test="@subject != ''"><xsl:value-of select="@subject"/></xsl:when>
                  <xsl:otherwise><xsl:call-template name="word"><xsl:with-param name="id" select="'gate-document'"/></xsl:call-template></xsl:otherwise>
                </xsl:choose>
              </fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>

    <xsl:if test="$g/r:waiver">
      <xsl:call-template name="section-title"><xsl:with-param name="word" select="'gate-waivers'"/></xsl:call-template>
      <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
        <fo:table-column fox:header="true" column-width="26mm"/><fo:table-column column-width="34mm"/><fo:table-column column-width="22mm"/><fo:table-column column-width="44mm"/><fo:table-column column-width="34mm"/>
        <fo:table-header><fo:table-row keep-with-next.within-page="always">
          <xsl:call-template name="th"><xsl:with-param name="word" select="'state'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'gate-rule'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'gate-for'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'reason'"/></xsl:call-template>
          <xsl:call-template name="th"><xsl:with-param name="word" select="'gate-approver-until'"/></xsl:call-template>
        </fo:table-row></fo:table-header>
        <fo:table-body>
          <xsl:for-each select="$g/r:waiver">
            <fo:table-row keep-together.within-page="always">
              <xsl:call-template name="last-row"/>
              <xsl:call-template name="td"><xsl:with-param name="text" select="@word"/></xsl:call-template>
              <xsl:call-template name="td"><xsl:with-param name="text" select="@rule"/></xsl:call-template>
              <fo:table-cell padding-end="6pt" xsl:use-attribute-sets="cell rule-row"><fo:block>
                <xsl:choose>
                  <xsl:when test="@subject != ''"><xsl:value-of select="@subject"/></xsl:when>
                  <xsl:otherwise><xsl:call-template name="word"><xsl:with-param name="id" select="'gate-document'"/></xsl:call-template></xsl:otherwise>
                </xsl:choose>
              </fo:block></fo:table-cell>
              <xsl:call-template name="td"><xsl:with-param name="text" select="."/></xsl:call-template>
              <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:value-of select="@approver"/></fo:block><fo:block color="{$secondary}"><xsl:value-of select="@expires"/></fo:block></fo:table-cell>
            </fo:table-row>
          </xsl:for-each>
        </fo:table-body>
      </fo:table>
    </xsl:if>
  </xsl:template>

  <!-- How grave a finding or a failed rule is: sign and word, inseparable; a waived one says so. -->
  <xsl:template name="gate-level">
    <fo:inline keep-together.within-line="always">
      <xsl:choose>
        <xsl:when test="@waived = 'yes'">
          <xsl:call-template name="gate-glyph"><xsl:with-param name="sign" select="'waived'"/></xsl:call-template>
          <xsl:text>&#xA0;</xsl:text>
          <xsl:value-of select="@word"/><xsl:text>, </xsl:text><xsl:call-template name="word"><xsl:with-param name="id" select="'gate-let-pass'"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:if test="@level = 'error'"><xsl:attribute name="font-weight">600</xsl:attribute></xsl:if>
          <xsl:call-template name="gate-glyph"><xsl:with-param name="sign" select="@level"/></xsl:call-template>
          <xsl:text>&#xA0;</xsl:text>
          <xsl:value-of select="@word"/>
        </xsl:otherwise>
      </xsl:choose>
    </fo:inline>
  </xsl:template>

  <!-- A bar across for errors, a triangle for warnings, a dot for notes; a tick for what holds, rings for what is let pass or was not asked. -->
  <xsl:template name="gate-glyph">
    <xsl:param name="sign"/>
    <fo:instream-foreign-object content-width="{8 * $em}pt" content-height="{8 * $em}pt" width="{8 * $em}pt" height="{8 * $em}pt"
        alignment-baseline="alphabetic" baseline-shift="{format-number((0.33 * 8.5 - 4) * $em, '0.##')}pt" role="artifact">
      <svg:svg width="{8 * $em}pt" height="{8 * $em}pt" viewBox="0 0 10 10">
        <xsl:choose>
          <xsl:when test="$sign = 'error'">
            <svg:circle cx="5" cy="5" r="4.6" fill="{$c-notmet}"/>
            <svg:path d="M2.4 5H7.6" fill="none" stroke="#FFFFFF" stroke-width="1.5"/>
          </xsl:when>
          <xsl:when test="$sign = 'warning'">
            <svg:path d="M5 .9 9.4 9H.6Z" fill="#FFFFFF" stroke="{$c-partly-line}" stroke-width="1"/>
            <svg:path d="M5 3.8V6.2M5 7V8" fill="none" stroke="{$c-partly-line}" stroke-width="1"/>
          </xsl:when>
          <xsl:when test="$sign = 'note'">
            <svg:circle cx="5" cy="5" r="2" fill="{$c-neutral}"/>
          </xsl:when>
          <xsl:when test="$sign = 'holds'">
            <svg:path d="M1.8 5.2 4.1 7.6 8.4 2.6" fill="none" stroke="{$c-met-line}" stroke-width="1.3"/>
          </xsl:when>
          <xsl:when test="$sign = 'waived'">
            <svg:circle cx="5" cy="5" r="4.2" fill="#FFFFFF" stroke="{$c-neutral}" stroke-width="0.9"/>
            <svg:path d="M3 5.2 4.5 6.7 7.2 3.5" fill="none" stroke="{$c-neutral}" stroke-width="0.9"/>
          </xsl:when>
          <xsl:otherwise>
            <svg:circle cx="5" cy="5" r="4.2" fill="#FFFFFF" stroke="{$c-neutral}" stroke-width="0.9"/>
            <svg:path d="M3 5H7" fill="none" stroke="{$c-neutral}" stroke-width="0.9"/>
          </xsl:otherwise>
        </xsl:choose>
      </svg:svg>
    </fo:instream-foreign-object>
  </xsl:template>

  <!-- At a task: level, what was found, the rule; whose waiver lets it pass. -->
  <xsl:template match="r:gate-mark">
    <fo:block>
      <xsl:if test="position() &gt; 1"><xsl:attribute name="space-before">1.5pt</xsl:attribute></xsl:if>
      <xsl:copy-of select="@a:at"/>
      <xsl:call-template name="gate-level"/>
      <xsl:text>&#xA0; </xsl:text>
      <xsl:value-of select="."/>
      <fo:inline color="{$secondary}"><xsl:text>&#xA0; ·&#xA0; </xsl:text><xsl:value-of select="@rule"/><xsl:if test="@waiver != ''"><xsl:text>&#xA0; ·&#xA0; </xsl:text><xsl:value-of select="@waiver"/></xsl:if></fo:inline>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>
