#!/bin/sh
# Starts a program of this app, <program>.cjs beside this file, with Node 20 or later: bitsjobs.sh bitsscore|bits_rest
# README.md beside it says where Node is looked for, what is refused, and why this is written as it is. `-nt` and `-O` are not of POSIX,
# but of every shell that is some system's sh.

# Splunk's libraries would be loaded by the system's programs; the others bring code, trust or noise into Node from outside.
unset IFS LD_LIBRARY_PATH LD_PRELOAD LD_AUDIT OPENSSL_CONF OPENSSL_MODULES OPENSSL_ENGINES SSL_CERT_FILE SSL_CERT_DIR \
  NODE_OPTIONS NODE_PATH NODE_PRESERVE_SYMLINKS NODE_PRESERVE_SYMLINKS_MAIN NODE_REPL_EXTERNAL_MODULE NODE_COMPILE_CACHE NODE_CHANNEL_FD \
  NODE_EXTRA_CA_CERTS NODE_USE_SYSTEM_CA NODE_TLS_REJECT_UNAUTHORIZED NODE_USE_ENV_PROXY NODE_ICU_DATA \
  NODE_V8_COVERAGE NODE_DEBUG NODE_DEBUG_NATIVE NODE_REDIRECT_WARNINGS NODE_PENDING_DEPRECATION
PATH=/usr/bin:/bin LC_ALL=C
export PATH LC_ALL

case $0 in */*) bin=${0%/*} ;; *) bin=. ;; esac
case $bin in ?*/bin) app=${bin%/bin} ;; *) app=$bin/.. ;; esac
case $1 in bitsscore | bits_rest) program=$1 ;; *) exit 2 ;; esac
setting=$app/local/node.path
case $SPLUNK_HOME in /*) home=$SPLUNK_HOME ;; *) home= ;; esac
checked=$home/var/run/splunk/bitsjobs.node started=$home/var/run/splunk/splunkd.pid
reasons=

refuse() {
  case "; $reasons; " in *"; $1; "*) ;; *) reasons="$reasons${reasons:+; }$1" ;; esac
}

# Whether only root and the user of this process can change the files. $identity then says which file the last one is: another as soon as
# it is replaced, written to, or given other rights. One call of ls for all of it, since every process started here delays every search.
is_safe() {
  for last; do :; done
  identity=
  while read -r inode mode _ uid gid size month day time name; do
    case $mode in ?????w* | ????????w*) refuse "$name may be changed by others than its owner"; return 1 ;; esac
    [ "$uid" = 0 ] || [ -O "$name" ] || { refuse "$name belongs neither to root nor to the user that Splunk runs as"; return 1; }
    [ "$name" != "$last" ] || identity="$inode $mode $uid $gid $size $month $day $time $name"
  done <<LIST
$(ls -dlniLc "$@" 2>/dev/null)
LIST
  [ -n "$identity" ] || { refuse "$last cannot be looked at"; return 1; }
}

# Asks a Node for its version, and keeps that it was good enough until the file changes or Splunk starts again.
is_new_enough() {
  known=
  [ -z "$home" ] || [ ! -f "$checked" ] || [ "$started" -nt "$checked" ] || IFS= read -r known 2>/dev/null <"$checked"
  [ "$known" != "$identity" ] || return 0
  limit=
  command -v timeout >/dev/null && limit='timeout -s KILL 5'
  # The shell itself writes to stderr when what it waits for is killed.
  { version=$($limit "$1" --version </dev/null); } 2>/dev/null || { refuse "$1 does not run"; return 1; }
  major=${version#v}
  major=${major%%.*}
  case $version:$major in
    v*:[0-9] | v*:1[0-9]) refuse "$1 is $version"; return 1 ;;
    v*:[2-9][0-9] | v*:[1-9][0-9][0-9]) ;;
    *) refuse "$1 is no Node"; return 1 ;;
  esac
  [ -z "$home" ] || { (set -C && printf '%s\n' "$identity" >"$checked.$$") && mv -f "$checked.$$" "$checked"; } 2>/dev/null
  return 0
}

# $1 is a Node, $2 the file that names it, if there is one. What our programs make is garbage at once: 2 MiB of it stay in the processor's
# cache. One thread is enough for V8's own work: four would take turns with the program, and with Splunk.
start() {
  [ -x "$1" ] || { refuse "$1 may not be run"; return 1; }
  is_safe ${2:+"$2"} "$1" && is_new_enough "$1" && exec "$1" --no-warnings --max-semi-space-size=2 --v8-pool-size=1 "$bin/$program.cjs"
}

if [ "$OS" != Windows_NT ] && [ -f "$bin/$program.cjs" ]; then
  if [ -f "$setting" ]; then
    read -r node 2>/dev/null <"$setting"
    node=${node%[[:cntrl:]]}
    case $node in
      /*) if [ -f "$node" ]; then start "$node" "$setting"; else refuse "there is no $node, which local/node.path names"; fi ;;
      *) refuse 'local/node.path holds no absolute path' ;;
    esac
  fi
  for node in "$app/linux_x86_64/bin/node" ${home:+"$home/bin/node"} /usr/local/bin/node /usr/bin/node /opt/node/bin/node /opt/nodejs/bin/node; do
    [ ! -f "$node" ] || start "$node"
  done
fi
. "$bin/withoutnode.sh"
