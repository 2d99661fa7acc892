{{- $found := slice }}
{{- range partialCached "events.html" . }}
{{- $found = $found | append (printf "<li%s>%s</li>" (partialCached "told.html" . .RelPermalink) (partialCached "item.html" . .RelPermalink)) }}
{{- end -}}
window.events={{ $found | jsonify }};
