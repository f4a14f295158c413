/**
 * Of these, in lower case, at least one stands in the text of every record that `factsOf` finds something in: the word that the event is
 * about, or the name of the field that may hide it. Whoever has many records need not read the others.
 */
export const mentions: readonly string[] = [
  'bits', 'backgroundintelligent', 'background intelligent', 'qmgrprxy', 'desktopimgdownldr',
  // What svchost wrote may have come by BITS, whatever its name.
  'svchost',
  'commandline', 'command_line', 'command line', '"process"', 'processes.process', 'scriptblocktext', '4104', 'commandinvocation', 'messagetotal',
];
