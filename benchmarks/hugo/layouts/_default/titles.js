{{- $found := slice }}
{{- range where site.RegularPages "Section" "in" (slice "milestones" "statements" "organisations") }}
{{- $found = $found | append (slice (slice .Title "" "" (partialCached "when.html" . .RelPermalink) (printf "%s · %s" .Params.kind (.Params.where | default "")))) }}
{{- end -}}
window.titles={{ $found | jsonify }};
