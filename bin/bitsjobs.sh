#!/bin/sh
# Starts a program of this app with Node 20 or later: bitsjobs.sh <program>, which is <program>.cjs beside this file.
#
# Splunk 10.2 has no Node. Looked for, in this order:
#   1. the absolute path in the first line of local/node.path of this app
#   2. linux_x86_64/bin/node of this app
#   3. bin/node of Splunk itself (up to 10.1)
#   4. /usr/local/bin/node, /usr/bin/node, /opt/node/bin/node, /opt/nodejs/bin/node
# A Node (or a node.path) that others than its owner may write to is passed over. See README.md, "bitsscore".

# splunkd's libraries would be loaded by the system's programs; options from outside could load code.
unset LD_LIBRARY_PATH LD_PRELOAD NODE_OPTIONS NODE_PATH NODE_EXTRA_CA_CERTS NODE_REPL_EXTERNAL_MODULE NODE_V8_COVERAGE
splunk_home=$SPLUNK_HOME
PATH=/usr/bin:/bin
export PATH

case $0 in */*) bin=${0%/*} ;; *) bin=. ;; esac
app=$bin/..
program=$1
found='none was found'

# One call for all candidates would not tell them apart; -prune keeps find from walking.
writable_by_others() {
  [ -n "$(find -L "$1" -prune \( -perm -020 -o -perm -002 \) 2>/dev/null)" ]
}

start() {
  [ -f "$1" ] && [ -x "$1" ] || return 0
  if writable_by_others "$1"; then found="$1 may be changed by others than its owner"; return 0; fi
  version=$("$1" --version 2>/dev/null) || return 0
  major=${version#v}
  major=${major%%.*}
  case $major in '' | *[!0-9]*) return 0 ;; esac
  if [ "$major" -lt 20 ]; then found="$1 is $version"; return 0; fi
  exec "$1" "$bin/$program.cjs"
}

# The answer of the protocol to the first request, which is read first: Splunk would fail at writing to a closed pipe.
say() {
  message='{"finished":true,"error":"'$1'"}'
  IFS=' ,' read -r _ _ metadata body
  case $metadata$body in '' | *[!0-9]*) ;; *) head -c "$((metadata + body))" >/dev/null ;; esac
  printf 'chunked 1.0,%d,0\n%s' "${#message}" "$message"
}

case $program in
  '' | *[!a-z]*) exit 2 ;;
esac
if [ "$OS" = Windows_NT ]; then
  say 'bitsscore does not run on Windows search heads yet: run this search on a Linux search head'
  exit 0
fi

if [ -f "$app/local/node.path" ]; then
  if writable_by_others "$app/local/node.path"; then
    found='local/node.path may be changed by others than its owner'
  else
    IFS= read -r node <"$app/local/node.path"
    case $node in /*) start "$node" ;; *) found='local/node.path holds no absolute path' ;; esac
  fi
fi
start "$app/linux_x86_64/bin/node"
case $splunk_home in /*) start "$splunk_home/bin/node" ;; esac
for node in /usr/local/bin/node /usr/bin/node /opt/node/bin/node /opt/nodejs/bin/node; do start "$node"; done

found=$(printf %s "$found" | tr -cd 'A-Za-z0-9/._ -')
say "bitsscore needs Node.js 20 or later ($found). Install it on the search head, for instance as /usr/local/bin/node, or write the absolute path of a Node into local/node.path of this app"
