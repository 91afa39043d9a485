/* The default dossier, byte for byte, in read-only memory; DOSSIER is set by the build. */
    .section .rodata
    .global dossier_bytes
    .global dossier_end
    .balign 4096
dossier_bytes:
    .incbin DOSSIER
dossier_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
