<?xml version="1.0" encoding="UTF-8"?>
<!--
  letter.xsl: the attestation letter: a letter to sign, then what carries each statement. This file holds the order of the parts and
  what stands on every page.

  Slots, named templates to override: slot:letterhead, slot:letter-blockers, slot:letter-identity, slot:letter-statements,
  slot:letter-close, slot:letter-signature, slot:support, slot:cited-tasks, slot:uncited-tasks; slot:brand, slot:head and slot:foot as
  in full.xsl.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:fo="http://www.w3.org/1999/XSL/Format"
                xmlns:r="urn:assay:report:1" xmlns:slot="urn:assay:slot:1" exclude-result-prefixes="r slot">
  <xsl:import href="tokens.xsl"/>
  <xsl:import href="figures/glyph.xsl"/>
  <xsl:import href="figures/mark.xsl"/>
  <xsl:import href="parts/words.xsl"/>
  <xsl:import href="parts/masters.xsl"/>
  <xsl:import href="parts/metadata.xsl"/>
  <xsl:import href="parts/furniture.xsl"/>
  <xsl:import href="parts/prose.xsl"/>
  <xsl:import href="parts/tables.xsl"/>
  <xsl:import href="parts/marks.xsl"/>
  <xsl:import href="parts/cover.xsl"/>
  <xsl:import href="parts/letter.xsl"/>
  <xsl:import href="parts/support.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:variable name="attestation" select="/r:report/r:attestation"/>
  <xsl:variable name="ready" select="$attestation/@ready = 'yes'"/>

  <xsl:template match="/"><xsl:apply-templates select="r:report"/></xsl:template>

  <xsl:template match="r:report">
    <fo:root xml:lang="{$lang}" font-family="{$serif}" color="{$ink}" hyphenate="false">
      <xsl:call-template name="masters"/>
      <xsl:call-template name="metadata"><xsl:with-param name="subtitle" select="$attestation/r:letter-text[@name = 'title']"/></xsl:call-template>
      <fo:bookmark-tree>
        <fo:bookmark internal-destination="letter"><fo:bookmark-title><xsl:value-of select="$attestation/r:letter-text[@name = 'title']"/></fo:bookmark-title></fo:bookmark>
        <xsl:call-template name="letter-bookmark"><xsl:with-param name="id" select="'support-matrix'"/></xsl:call-template>
        <xsl:call-template name="letter-bookmark"><xsl:with-param name="id" select="'cited-tasks'"/></xsl:call-template>
        <xsl:call-template name="letter-bookmark"><xsl:with-param name="id" select="'uncited-tasks'"/></xsl:call-template>
      </fo:bookmark-tree>
      <fo:page-sequence master-reference="letter" force-page-count="no-force">
        <fo:static-content flow-name="letter-head">
          <xsl:call-template name="draft-mark"><xsl:with-param name="width" select="$short-side"/><xsl:with-param name="height" select="$long-side"/></xsl:call-template>
          <fo:block font-size="1pt" line-height="0pt"/>
        </fo:static-content>
        <xsl:call-template name="furniture-portrait"/>
        <fo:flow flow-name="body">
          <xsl:call-template name="slot:letterhead"/>
          <xsl:if test="not($ready)"><xsl:call-template name="slot:letter-blockers"/></xsl:if>
          <xsl:call-template name="slot:letter-identity"/>
          <xsl:call-template name="slot:letter-statements"/>
          <xsl:call-template name="slot:letter-close"/>
          <xsl:call-template name="slot:letter-signature"/>
          <xsl:call-template name="slot:support"/>
          <xsl:call-template name="slot:cited-tasks"/>
          <xsl:call-template name="slot:uncited-tasks"/>
          <fo:block id="report-end" font-size="1pt" line-height="0pt"/>
        </fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>

  <xsl:template name="letter-bookmark">
    <xsl:param name="id"/>
    <fo:bookmark internal-destination="{$id}"><fo:bookmark-title><xsl:call-template name="word"><xsl:with-param name="id" select="$id"/></xsl:call-template></fo:bookmark-title></fo:bookmark>
  </xsl:template>

  <!-- What is not ready says so behind the text of every page, and in the head. -->
  <xsl:template name="draft-mark">
    <xsl:param name="width"/>
    <xsl:param name="height"/>
    <xsl:choose>
      <xsl:when test="not($ready)">
        <xsl:call-template name="page-mark">
          <xsl:with-param name="width" select="$width"/>
          <xsl:with-param name="height" select="$height"/>
          <xsl:with-param name="word"><xsl:call-template name="head-mark"/></xsl:with-param>
          <xsl:with-param name="size" select="58"/>
          <xsl:with-param name="spacing" select="10"/>
          <xsl:with-param name="fill" select="$c-notready"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$attestation/@framework-draft = 'yes'">
        <xsl:call-template name="page-mark">
          <xsl:with-param name="width" select="$width"/>
          <xsl:with-param name="height" select="$height"/>
          <xsl:with-param name="word"><xsl:call-template name="head-mark"/></xsl:with-param>
        </xsl:call-template>
      </xsl:when>
    </xsl:choose>
  </xsl:template>
  <xsl:template name="head-mark">
    <xsl:choose>
      <xsl:when test="not($ready)"><xsl:call-template name="word"><xsl:with-param name="id" select="'not-ready-mark'"/></xsl:call-template></xsl:when>
      <xsl:when test="$attestation/@framework-draft = 'yes'"><xsl:call-template name="word"><xsl:with-param name="id" select="'draft-mark'"/></xsl:call-template></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The letter stands alone: tasks that its prose names are words, not links. -->
  <xsl:template match="r:ref" mode="prose"><xsl:value-of select="."/></xsl:template>
</xsl:stylesheet>
