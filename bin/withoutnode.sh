# Read by bitsjobs.sh where no Node can be started: answers in the protocol of $program, so that a person reads what to do.

case $program in bitsscore) who=bitsscore ;; *) who='The REST handler of this app' ;; esac
if [ "$OS" = Windows_NT ]; then
  text="$who does not run on Windows search heads yet: a Linux search head is needed"
elif [ ! -f "$bin/$program.cjs" ]; then
  text="$who lacks its program, $bin/$program.cjs: install the app again"
else
  text="$who needs Node.js 20 or later on this search head. Looked at: ${reasons:-none was found}. Install one, for instance as \
/usr/local/bin/node, or write the absolute path of one into $app/local/node.path"
fi
# It will stand in JSON, and paths are anybody's.
text=$(printf %s "$text" | tr -cd 'A-Za-z0-9/._:;,()=+@~ -')

# Of standard input: dd alone takes no byte more than it was told to.
skip() { [ "$1" -eq 0 ] || dd bs=1 count="$1" >/dev/null 2>&1; }
is_length() { case $1 in '' | *[!0-9]* | 0?* | ??????????*) return 1 ;; esac; }

# Version 2 of the protocol of search commands. The request is read first: Splunk would fail at writing to a closed pipe.
refuse_search() {
  error='{"finished":true,"error":"'$text'"}'
  IFS=' ,' read -r _ _ metadata body
  is_length "$metadata" && is_length "$body" && skip "$metadata" && skip "$body"
  printf 'chunked 1.0,%d,0\n%s' "${#error}" "$error"
}

# Packets of a persistent REST handler: an opcode (1 begins a request, 2 has a block, 4 ends it), lengths up to LF, so many bytes.
# Every request gets the same answer; which one it is need not be known.
refuse_requests() {
  problem='{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"'$text'\"}'
  reply='{"status":503,"headers":{"content-type":"application/problem+json","cache-control":"no-store"},"payload":"'$problem'"}'
  while IFS= read -r packet; do
    while [ -n "$packet" ]; do
      behind=${packet#?}
      opcode=$(printf %d "'${packet%"$behind"}")
      packet=$behind
      [ "$opcode" -gt 0 ] && [ "$opcode" -lt 16 ] || exit 1
      if [ "$((opcode & 1))" -ne 0 ]; then
        next_length "$packet"
        arguments=$length
        while [ "$arguments" -ge 0 ]; do
          next_length
          skip "$length"
          arguments=$((arguments - 1))
        done
        printf '0\n'
        packet=
      fi
      if [ "$((opcode & 2))" -ne 0 ]; then
        next_length "$packet"
        skip "$length"
        printf '%d\n%s' "${#reply}" "$reply"
        packet=
      fi
    done
  done
}

# $1: what of the line was read already. What is no length is not the protocol: nothing behind it can be answered.
next_length() {
  length=$1
  while [ -z "$length" ]; do IFS= read -r length || exit 1; done
  is_length "$length" || exit 1
}

if [ "$program" = bitsscore ]; then refuse_search; else refuse_requests; fi
