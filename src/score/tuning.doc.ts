/** What the settings of bitsscore.conf mean, for its spec. No bundle that Splunk starts carries it. */
export const meanings: Readonly<Record<string, string>> = {
  threshold: 'Scores from here on are meant to alert.',
  trusted_sources: 'Your own servers and shares, comma separated: a host name, *.domain for everything below a domain, an IP address, or a network with the number of bits behind a slash.',
  impact: 'How bad it is, if it is abuse.',
  confidence: 'How likely it is abuse, if nothing else is known; 0 switches the signal off.',
  relief: 'The share of confidence that it takes away; 0 switches it off.',
};
