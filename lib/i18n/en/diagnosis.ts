/** The way to a vendor and back, step by step. `advice` bears the keys of `says`. */
export default {
  title: 'Diagnosis',
  lead: 'Goes the whole way to the vendor and back, and says what to do. Nothing is sent.',
  run: 'Diagnose',
  again: 'Diagnose again',
  running: 'Under way …',
  at: 'As of {time}',
  allWell: 'Nothing stands in the way.',
  state: { ok: 'Well', info: 'To know', warn: 'Better mended', bad: 'Not well' },
  step: {
    lookup: 'Name of the host',
    connect: 'Connection',
    secure: 'Encryption',
    loss: 'Loss over several tries',
    answer: 'Answer',
    outgoing: 'Our outgoing address',
    clock: 'Clock',
    credentials: 'Credentials',
    callback: 'Callback address',
    vendor: 'The vendor’s own check',
  },
  says: {
    literal: '{host} is an address already; there is nothing to look up.',
    lookup: '{host} is {addresses} ({ms} ms).',
    connect: 'Connected to {remote}, port {port}, in {ms} ms.',
    plain: 'Plain http: credentials and texts travel unencrypted.',
    secure: '{protocol} in {ms} ms; the certificate is good until {time}.',
    secureEnds: '{protocol} in {ms} ms; the vendor’s certificate ends {time}.',
    loss: '{made} of {tries} connections to {target} were made: {percent} % lost; {least} / {median} / {most} ms (least / median / most). Connections ({way}) were tried one after another, not ping (ICMP); nothing was sent over them.',
    lossLate:
      '{made} of {tries} connections to {target} were made: {percent} % lost; {least} / {median} / {most} ms (least / median / most). One took at least a second longer than another, as when a packet is lost and sent again. Connections ({way}) were tried one after another, not ping (ICMP); nothing was sent over them.',
    lossSome:
      '{made} of {tries} connections to {target} were made: {percent} % lost ({codes}); {least} / {median} / {most} ms (least / median / most). Connections ({way}) were tried one after another, not ping (ICMP); nothing was sent over them.',
    lossAll:
      '{made} of {tries} connections to {target} were made: {percent} % lost ({codes}). Connections ({way}) were tried one after another, not ping (ICMP); nothing was sent over them.',
    answer: 'HTTP {status} in {ms} ms.',
    answerBroken: 'HTTP {status} in {ms} ms: something is broken at the vendor’s side.',
    outgoing:
      'Calls leave this server from {address}. That is this server’s own end: behind a router that rewrites addresses (NAT) the vendor sees another one.',
    outgoingPrivate:
      'Calls leave this server from {address}, which is a private address: a router puts its own in place of it (NAT), and that is the one the vendor sees. It cannot be told from here.',
    clock: 'Our clock agrees with the vendor’s.',
    clockAhead: 'Our clock is {seconds} s ahead of the vendor’s.',
    clockBehind: 'Our clock is {seconds} s behind the vendor’s.',
    unasked: 'This vendor has nothing that could be asked without sending.',
    letIn: 'The vendor answered and knows this account.',
    letInBefore: 'The vendor let us in at {time}; its pace allows no other question now.',
    tooSoon: 'The vendor’s pace allows a question in {seconds} s.',
    callbackNone: 'This vendor pushes nothing: reports are fetched from it.',
    callbackCame: 'Vendors reach us at {origin}; the last push came {time}.',
    callbackNever: 'Vendors reach us at {origin}; no push has come yet.',
    callbackUnknownHost: 'The name {host} is not known.',
    callbackPrivate: '{host} is an address of this machine or of a private network.',
    callbackInside: '{host} leads to a private address, at least seen from here.',
    callbackPort80:
      'This vendor pushes to port 80 over plain http only, and pushes are expected at {origin}.',
    callbackAlsoHttp:
      'This vendor pushes to port 80 over plain http only, and pushes are expected at {origin}.',
    callbackHttps: 'This vendor pushes over https only, and pushes are expected at {origin}.',
    callbackPlain: 'Pushes to {origin} travel unencrypted.',
  },
  advice: {
    plain: 'Use https where the vendor or your network has it; otherwise a tunnel to the vendor.',
    secureEnds: 'Tell the vendor. Once it has ended, no call goes through.',
    lossLate: 'Diagnose again; if it stays so, have whoever runs the network look at the line.',
    lossSome:
      'Diagnose again. If it stays so, show this to whoever runs the network, then to the vendor; `ping` and `mtr` on this server show where packets get lost.',
    lossAll:
      'See that a firewall on the way lets connections out to {target}, and ask the vendor whether it is up.',
    answerBroken: 'Try again in a while; if it stays so, call the vendor.',
    outgoing:
      'Have the address that the vendor sees put on its list, where it keeps one. To make sure which it is, ask whoever runs the network, run `curl cip.cc` on this server, or ask the vendor’s support from where it sees calls come.',
    outgoingPrivate:
      'Ask whoever runs the network for the public address, run `curl cip.cc` on this server, or ask the vendor’s support from where it sees calls come. Have that one put on the vendor’s list, where it keeps one.',
    clockAhead:
      'Set the server’s clock by the network (NTP). A vendor whose signature holds the time refuses calls a minute off.',
    clockBehind:
      'Set the server’s clock by the network (NTP). A vendor whose signature holds the time refuses calls a minute off.',
    unasked: 'The first call that sends will tell whether the credentials are right.',
    tooSoon: 'Diagnose again then.',
    callbackNever:
      'Register the address at the vendor. A report that comes shows that everything is right.',
    callbackUnknownHost: 'Set PUBLIC_URL (or CALLBACK_URL) to a name that the internet knows.',
    callbackPrivate:
      'Set PUBLIC_URL (or CALLBACK_URL) to an address that the vendor can reach from the internet.',
    callbackInside: 'See that the name leads to a public address for the vendor.',
    callbackPort80:
      'Have port 80 of {host} lead here, and set PUBLIC_URL (or CALLBACK_URL) without a port.',
    callbackAlsoHttp:
      'Let {host} take /api/callbacks/ on port 80 over plain http as well, without a redirect to https. The address that is shown below for this channel begins with http:// for that reason.',
    callbackHttps: 'Put https in front of the console, and set PUBLIC_URL (or CALLBACK_URL) to it.',
    callbackPlain: 'Put https in front of the console, and set PUBLIC_URL (or CALLBACK_URL) to it.',
    vendor: 'Show this to the vendor’s support.',
  },
}
