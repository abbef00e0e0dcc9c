{{/*
Options of node for the heap that a container leaves: 48 MiB less than its memory and 32 MiB at least, of which three
semi-spaces of a 64th each, from 1 to 16 MiB and a power of two. The same as the proxy chooses by itself (--max-heap auto),
but seen in the pod's description and without a second start.
*/}}
{{- define "heaptide-proxy.nodeOptions" -}}
{{- if .Values.nodeOptions -}}
{{- .Values.nodeOptions -}}
{{- else -}}
{{- $limit := .Values.resources.limits.memory -}}
{{- if not (regexMatch "^[0-9]+(Mi|Gi)$" $limit) -}}
{{- fail (printf "resources.limits.memory is %s: write whole Mi or Gi, or set nodeOptions" $limit) -}}
{{- end -}}
{{- $mebibytes := regexFind "^[0-9]+" $limit | int -}}
{{- if hasSuffix "Gi" $limit }}{{ $mebibytes = mul $mebibytes 1024 | int }}{{ end -}}
{{- $heap := sub $mebibytes 48 | max 32 | int -}}
{{- $semi := 1 -}}
{{- range (list 2 4 8 16) -}}
{{- if ge $heap (mul . 64 | int) }}{{ $semi = . }}{{ end -}}
{{- end -}}
--max-old-space-size={{ sub $heap (mul 3 $semi) }} --max-semi-space-size={{ $semi }}
{{- end -}}
{{- end -}}
