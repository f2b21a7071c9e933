#!/bin/sh
# Connects a user to Confluence through the gateway, lists the user's pages and disconnects, with nothing but curl.
#
# A real application redirects its user's browser to the link and waits at its return URL; this script plays the browser as
# well and fills in the forms. Settings come from the environment:
#
#   PORTAL_KEY   the application's key at the gateway (required)
#   GATEWAY      default http://localhost:8081
#   SITE         default wiki
#   EDITION      which Confluence that is: datacenter, the default, or cloud
#   CLOUD_SITE   cloud: the cloud id of the site to choose, default the first that is offered
#   RETURN_TO    one of the application's registered return URLs, default http://localhost:8082/back
#   WIKI_USER    who logs in to Confluence, default alice
#   WIKI_PASSWORD  default the same
set -eu

gateway=${GATEWAY:-http://localhost:8081}
site=${SITE:-wiki}
return_to=${RETURN_TO:-http://localhost:8082/back}
wiki_user=${WIKI_USER:-alice}
wiki_password=${WIKI_PASSWORD:-$wiki_user}
case ${EDITION:-datacenter} in
    datacenter) pages="/rest/api/content?type=page&limit=5" ;;
    cloud) pages="/wiki/api/v2/pages?limit=5" ;;
    *) echo "EDITION is '$EDITION'. Set it to datacenter or cloud." >&2; exit 2 ;;
esac

umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# In a file, because other users of this machine can read a process's arguments.
printf 'Authorization: Bearer %s\n' "${PORTAL_KEY:?Set PORTAL_KEY to the key of the application at the gateway.}" >"$work/key"

# call METHOD PATH [BODY]: asks the gateway as the application. The answer is in $work/answer; a refusal ends this script.
call() {
    : >"$work/answer"
    curl --silent --show-error --fail-with-body --max-time 30 -X "$1" -H "@$work/key" -H "Tributary-User: alice" \
        -H "Content-Type: application/json" ${3:+--data "$3"} --output "$work/answer" "$gateway$2" || refused "$1" "${2%%\?*}" $?
}

# refused METHOD PATH STATUS: says why the call failed, of which curl has told STATUS, and ends this script.
refused() {
    why=$(value detail <"$work/answer")
    # What Confluence refuses, the gateway hands on as it came.
    case $3:$2 in 22:/sites/*) why=${why:-"Confluence answered: $(head -c 500 "$work/answer")"} ;; esac
    [ -n "$why" ] || no_gateway
    echo "   $1 $2 at $gateway failed. $why" >&2
    exit 1
}

no_gateway() {
    echo "   No gateway answers at $gateway. Start it: ./tributary serve --config tributary.yaml, or set GATEWAY." >&2
    exit 1
}

# values NAME: takes the strings of that name out of the JSON that comes in, one a line.
values() {
    grep -oE "\"$1\"[[:space:]]*:[[:space:]]*\"([^\"\\\\]|\\\\.)*\"" |
        sed 's/^[^:]*:[[:space:]]*"//; s/"$//; s/\\\(["\\/]\)/\1/g'
}

# value NAME: takes the first of them.
value() {
    values "$1" | head -n 1
}

# browse URL [FORM FIELD...]: plays the browser up to the next page, or up to the return URL. Sets $here; the page is in $work/page.
browse() {
    here=$1
    shift
    for field in "$@"; do
        printf 'data-urlencode = "%s"\n' "$field"
    done >"$work/form"
    next=$(visit --config "$work/form")
    while [ -n "$next" ]; do
        here=$next
        case $here in "$return_to"*) return ;; esac
        next=$(visit)
    done
}

visit() {
    : >"$work/page"
    curl --silent --show-error --max-time 30 --cookie "$work/cookies" --cookie-jar "$work/cookies" \
        --output "$work/page" --write-out '%{redirect_url}' "$@" "$here" || {
        if [ "$(origin "$here")" = "$(origin "$link")" ]; then
            echo "   The gateway's link leads to $(origin "$here"), where nothing answers. Correct publicUrl in the gateway's configuration." >&2
        else
            echo "   No Confluence answers at $(origin "$here"). Start it (a simulator: docs/configuration.md, \"Without a Confluence\")," \
                "or correct the address of site '$site' in the gateway's configuration." >&2
        fi
        exit 1
    }
}

# origin URL: takes scheme, host and port of it.
origin() {
    printf '%s\n' "$1" | sed 's#^\(https*://[^/?]*\).*#\1#'
}

# submit [FIELD...]: sends the first form of the page with its hidden fields and the ones given, and with a choice of the site.
submit() {
    sed -n '/<form/,/<\/form>/p; /<\/form>/q' "$work/page" >"$work/first"
    action=$(sed -n 's/.*<form[^>]*action="\([^"]*\)".*/\1/p' "$work/first" | sed 's/&amp;/\&/g')
    case $action in
        http*) ;;
        /*) action="$(origin "$here")$action" ;;
        *) action=$here ;;
    esac
    sed -n 's/.*<input type="hidden" name="\([^"]*\)" value="\([^"]*\)".*/\1=\2/p' "$work/first" | sed 's/&amp;/\&/g' >"$work/hidden"
    offered=$(grep -o 'name="site" value="[^"]*"' "$work/first" | cut -d '"' -f 4 | head -n 1) || true
    if [ -n "$offered" ]; then set -- "$@" "site=${CLOUD_SITE:-$offered}"; fi
    while IFS= read -r field; do
        set -- "$@" "$field"
    done <"$work/hidden"
    browse "$action" "$@"
}

echo "1. Ask the gateway for a link."
state=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
call POST /v1/connect-links "{\"user\":\"alice\",\"site\":\"$site\",\"returnTo\":\"$return_to\",\"state\":\"$state\"}"
link=$(value url <"$work/answer")
# Something else may have its port.
[ -n "$link" ] || no_gateway

echo "2. Open it in the browser, and go on to Confluence."
browse "$link"
submit

echo "3. Log in and consent."
submit "os_username=$wiki_user" "os_password=$wiki_password"
if grep -q 'name="os_password"' "$work/page"; then
    echo "   Confluence refused the login of '$wiki_user'. Set WIKI_USER and WIKI_PASSWORD." >&2
    exit 1
fi
submit "decision=approve"
# Where the account has let the gateway into several sites of Cloud, the gateway asks which one is meant.
case $here in "$return_to"*) ;; *) if grep -q 'name="site"' "$work/page"; then submit; fi ;; esac
case $here in
    "$return_to"*"state=$state"*) ;;
    *) echo "The browser ended at ${here%%\?*} instead of the return URL." >&2; exit 1 ;;
esac
code=$(printf '%s' "$here" | sed -n 's/.*[?&]connection_code=\([^&]*\).*/\1/p')
[ -n "$code" ] || { echo "Confluence was not connected." >&2; exit 1; }

echo "4. Confirm the connection for the user who is signed in in that browser."
call POST /v1/connections "{\"connectionCode\":\"$code\",\"user\":\"alice\"}"
id=$(value id <"$work/answer")

echo "5. List the user's pages."
call GET "/sites/$site$pages"
values title <"$work/answer" | sed 's/^/   - /'

echo "6. Disconnect."
call DELETE "/v1/connections/$id"
sed 's/^/   /' "$work/answer"
echo
