{{- $found := slice }}
{{- range where site.RegularPages "Section" "in" (slice "milestones" "statements" "organisations") }}
{{- $said := slice .Title .File.ContentBaseName .Params.kind .Params.type .Description (.Params.where | default "") .Plain }}
{{- range .Params.topics }}{{ $said = $said | append . }}{{ end }}
{{- range .Params.objectives }}{{ $said = $said | append (index site.Data.objectives .) }}{{ end }}
{{- range .Params.organisers }}{{ with site.GetPage (printf "/organisations/%s" .) }}{{ $said = $said | append .Title .Params.acronym }}{{ end }}{{ end }}
{{- range .Params.links }}{{ $said = $said | append .title .publisher .url }}{{ end }}
{{- $found = $found | append (lower (delimit $said "\n")) }}
{{- end -}}
window.texts={{ $found | jsonify }};
