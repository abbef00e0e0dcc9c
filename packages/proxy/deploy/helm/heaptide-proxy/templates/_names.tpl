{{/* Name of every object: at most 53 characters, so that a suffix fits. */}}
{{- define "heaptide-proxy.name" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 53 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 53 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels by which the pods are found: they never change, since a Deployment's selector cannot. */}}
{{- define "heaptide-proxy.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* Labels of every object. */}}
{{- define "heaptide-proxy.labels" -}}
{{ include "heaptide-proxy.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{/* Name of the service account. */}}
{{- define "heaptide-proxy.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "heaptide-proxy.name" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.name: name one, or let it be created" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}
