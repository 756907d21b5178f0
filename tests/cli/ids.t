Ids that circulate under the name of the SSDF: each is refused, with the reason and what to do.

$ for id in PO.1.4 PS.2.2 PW.9.3 RV.2.3; do sed "s/PO\\.1\\.4/$id/" $SAMPLES/broken/task-unknown.xml > x.xml; assay check x.xml 2>&1 >/dev/null | sed -n '1s/x.xml:10:14: error: //p;4p'; done
unknown task: PO.1.4 is no task of SSDF 1.1: no version of the framework has it, though published mappings name it [task-unknown]
    PO.1 has 3 tasks, PO.1.1 to PO.1.3.
unknown task: PS.2.2 is no task of SSDF 1.1: no version of the framework has it, though published mappings name it [task-unknown]
    PS.2 has one task, PS.2.1.
unknown task: PW.9.3 is no task of SSDF 1.1: no version of the framework has it, though published mappings name it [task-unknown]
    PW.9 has 2 tasks, PW.9.1 to PW.9.2.
unknown task: RV.2.3 is no task of SSDF 1.1: no version of the framework has it, though published mappings name it [task-unknown]
    RV.2 has 2 tasks, RV.2.1 to RV.2.2.

The AI profile has tasks of its own under ids that the SSDF lacks or has retired; the next version has new ones.

$ for id in PO.5.3 PW.3.1 PW.3.3 PO.6.1; do sed "s/PO\\.1\\.4/$id/" $SAMPLES/broken/task-unknown.xml > x.xml; assay check x.xml 2>&1 >/dev/null | sed -n '1s/x.xml:10:14: error: //p;4p'; done
unknown task: PO.5.3 is no task of SSDF 1.1: it is one of NIST SP 800-218A, the AI profile, which is another document [task-unknown]
    PO.5 has 2 tasks, PO.5.1 to PO.5.2.
retired task id: PW.3.1: now PO.1.3; in NIST SP 800-218A, the AI profile, it is another task [task-retired]
    Give the answer to PO.1.3; SSDF 1.1 keeps retired ids free for ever.
retired task id: PW.3.3: PW.3 was merged into PW.4; in NIST SP 800-218A, the AI profile, it is another task [task-retired]
    Give the answer to a task of PW.4; SSDF 1.1 keeps retired ids free for ever.
unknown task: PO.6.1 is no task of SSDF 1.1 [task-unknown]
    It is a task of SSDF 1.2 draft: declare that framework, and write framework="ssdf-1.2-ipd" on the task.
