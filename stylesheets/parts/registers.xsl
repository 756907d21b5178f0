<?xml version="1.0" encoding="UTF-8"?>
<!-- registers.xsl: registers: what is not applicable and why, exceptions, answers that come from the organisation. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xmlns:r="urn:assay:report:1" xmlns:a="urn:assay:xslt"
                xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">

  <xsl:template name="slot:registers">
    <xsl:variable name="g" select="r:registers"/>
    <xsl:call-template name="part-title"><xsl:with-param name="id" select="'registers'"/><xsl:with-param name="break" select="'auto'"/></xsl:call-template>

    <fo:block role="H2" space-after="5pt" xsl:use-attribute-sets="type-section"><xsl:call-template name="word"><xsl:with-param name="id" select="'not-applicable'"/></xsl:call-template></fo:block>
    <xsl:choose>
      <xsl:when test="$g/r:not-applicable/r:entry">
        <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
          <fo:table-column fox:header="true" column-width="15mm"/><fo:table-column column-width="45mm"/><fo:table-column column-width="100mm"/>
          <fo:table-header><fo:table-row keep-with-next.within-page="always">
            <xsl:call-template name="th"><xsl:with-param name="word" select="'task'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'our-label'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'reason'"/></xsl:call-template>
          </fo:table-row></fo:table-header>
          <fo:table-body>
            <xsl:for-each select="$g/r:not-applicable/r:entry">
              <fo:table-row keep-together.within-page="always">
                <xsl:call-template name="last-row"/>
                <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block font-weight="600"><xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@id"/></xsl:call-template></fo:block></fo:table-cell>
                <fo:table-cell padding-end="6pt" xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:value-of select="@label"/></fo:block><fo:block color="{$secondary}"><xsl:value-of select="@assurance-words"/></fo:block></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell rule-row"><xsl:call-template name="prose-cell"><xsl:with-param name="of" select="r:reason"/></xsl:call-template></fo:table-cell>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="none-recorded"/></xsl:otherwise>
    </xsl:choose>

    <xsl:call-template name="section-title"><xsl:with-param name="word" select="'exceptions'"/></xsl:call-template>
    <xsl:choose>
      <xsl:when test="$g/r:exceptions/r:exception">
        <fo:table table-layout="fixed" width="160mm" xsl:use-attribute-sets="type-table">
          <fo:table-column fox:header="true" column-width="15mm"/><fo:table-column column-width="73mm"/><fo:table-column column-width="22mm"/><fo:table-column column-width="30mm"/><fo:table-column column-width="20mm"/>
          <fo:table-header><fo:table-row keep-with-next.within-page="always">
            <xsl:call-template name="th"><xsl:with-param name="word" select="'id'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'exception'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'task'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'approved'"/></xsl:call-template>
            <xsl:call-template name="th"><xsl:with-param name="word" select="'review-expires'"/><xsl:with-param name="align" select="'end'"/></xsl:call-template>
          </fo:table-row></fo:table-header>
          <fo:table-body>
            <xsl:for-each select="$g/r:exceptions/r:exception">
              <fo:table-row keep-together.within-page="always">
                <xsl:call-template name="last-row"/>
                <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block id="{@anchor}" font-weight="600"><xsl:copy-of select="@a:at"/><xsl:value-of select="@id"/></fo:block></fo:table-cell>
                <fo:table-cell padding-end="9pt" xsl:use-attribute-sets="cell rule-row"><fo:block font-weight="600" xsl:use-attribute-sets="author"><xsl:value-of select="@title"/></fo:block><xsl:if test="r:text/*"><xsl:call-template name="prose-cell"><xsl:with-param name="of" select="r:text"/></xsl:call-template></xsl:if></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:call-template name="task-links"><xsl:with-param name="links" select="r:task-link"/></xsl:call-template></fo:block></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:value-of select="@approver"/></fo:block><fo:block color="{$secondary}"><xsl:value-of select="@approved"/></fo:block></fo:table-cell>
                <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block text-align="end"><xsl:value-of select="@review"/></fo:block><fo:block text-align="end" color="{$secondary}"><xsl:value-of select="@expires"/></fo:block></fo:table-cell>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="none-recorded"/></xsl:otherwise>
    </xsl:choose>

    <xsl:call-template name="section-title"><xsl:with-param name="word" select="'inherited'"/></xsl:call-template>
    <xsl:choose>
      <xsl:when test="$g/r:inherited/r:entry">
        <xsl:for-each select="$g/r:inherited[r:entry]">
          <fo:list-block provisional-distance-between-starts="36mm" provisional-label-separation="4mm" space-before="5pt" keep-with-next.within-page="always">
            <xsl:call-template name="label-item">
              <xsl:with-param name="text" select="@producer"/>
              <xsl:with-param name="drop" select="'0pt'"/>
              <xsl:with-param name="content">
                <fo:block xsl:use-attribute-sets="type-table">
                  <xsl:value-of select="concat(@document, ', ')"/>
                  <xsl:call-template name="word"><xsl:with-param name="id" select="'version'"/></xsl:call-template>
                  <xsl:value-of select="concat('&#xA0;', @version, ', ', @date-words, '; ')"/>
                  <xsl:call-template name="soft-path"><xsl:with-param name="path" select="@place"/></xsl:call-template>
                </fo:block>
                <xsl:for-each select="r:digest"><xsl:call-template name="digest"><xsl:with-param name="digest" select="."/></xsl:call-template></xsl:for-each>
              </xsl:with-param>
            </xsl:call-template>
          </fo:list-block>
          <fo:table table-layout="fixed" width="160mm" space-before="5pt" space-after="9pt" xsl:use-attribute-sets="type-table">
            <fo:table-column fox:header="true" column-width="15mm"/><fo:table-column column-width="85mm"/><fo:table-column column-width="60mm"/>
            <fo:table-header><fo:table-row keep-with-next.within-page="always">
              <xsl:call-template name="th"><xsl:with-param name="word" select="'task'"/></xsl:call-template>
              <xsl:call-template name="th"><xsl:with-param name="word" select="'our-label'"/></xsl:call-template>
              <xsl:call-template name="th"><xsl:with-param name="word" select="'taken-over'"/></xsl:call-template>
            </fo:table-row></fo:table-header>
            <fo:table-body>
              <xsl:for-each select="r:entry">
                <fo:table-row keep-together.within-page="always">
                  <xsl:call-template name="last-row"/>
                  <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block font-weight="600"><xsl:call-template name="link"><xsl:with-param name="to" select="@to"/><xsl:with-param name="text" select="@id"/></xsl:call-template></fo:block></fo:table-cell>
                  <xsl:call-template name="td"><xsl:with-param name="text" select="@label"/></xsl:call-template>
                  <fo:table-cell xsl:use-attribute-sets="cell rule-row"><fo:block><xsl:call-template name="status-word"><xsl:with-param name="status" select="@status"/><xsl:with-param name="word" select="@word"/></xsl:call-template></fo:block></fo:table-cell>
                </fo:table-row>
              </xsl:for-each>
            </fo:table-body>
          </fo:table>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="none-recorded"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
