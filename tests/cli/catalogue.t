$ assay catalogue diff ssdf-1.1 ssdf-1.2-ipd | tail -3 | head -2
7 new, 2 to re-assess, 10 with changed guidance, 12 editorial, 18 in references only, 0 moved from another id, 0 unchanged: 49 tasks
Reworded, and not in the publisher’s change log: PO.4.1 PO.4.2 PO.5.2 PS.1.1 PW.1.1 RV.2.1

$ assay catalogue diff ssdf-1.1 ssdf-1.2-ipd --format json | grep -o '"counts":{[^}]*}'
"counts":{"new":7,"re-assess":2,"guidance":10,"editorial":12,"references":18,"moved":0,"unchanged":0}

$ assay catalogue show ssdf-1.2-ipd PS.4 | head -2
  PS.4    Ensure Software Updates Are Robust and Reliable
    PS.4.1   Releases tested thoroughly

$ assay catalogue list | grep informative
cra-annex-i      EU CRA, Annex I, Regulation (EU) 2024/2847 (2024-10-23): 22 entries, mapped to ssdf 1.1 (published), ssdf 1.2-ipd (our judgement); informative
owasp-samm-2     OWASP SAMM 2, 2.2.0 (2026-07): 30 entries, mapped to ssdf 1.1 (published), ssdf 1.2-ipd (our judgement); informative

$ assay catalogue show owasp-samm-2 G-SM-3-B | tail -3
To ssdf 1.2-ipd; assay, 2026-11; informative, our judgement
G-SM-3-B   Measure and Improve
            PO.6

$ assay catalogue show cra-annex-i "II (9)" >/dev/null
assay: error: not in the catalogues at hand: EU CRA, Annex I has no II (9) [catalogue-unknown]
    "assay catalogue list" shows what is at hand; the name and the version must be spelt as there.
[1]
