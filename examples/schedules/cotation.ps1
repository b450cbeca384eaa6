# Registers a task: at eight in the evening, and again every quarter of an hour until six, never twice at once. 75 (stopped
# by a quota, to be resumed) is what the next start is for.
# Enregistre une tâche : à 20 h, puis toutes les quinze minutes jusqu'à 6 h, jamais deux fois en même temps.
$folder = "C:\cotation"
$arguments = "/c sne-cotation bulk demandes.ndjson --operation uneOperation --contract contract.json " +
  "--dotenv piste.env -o cotations.ndjson --errors rejets.ndjson --auto-resume --until 06:00 --reserve 20% " +
  "--per-second 20 2>> run.log"
$action = New-ScheduledTaskAction -Execute "cmd.exe" -Argument $arguments -WorkingDirectory $folder
$trigger = New-ScheduledTaskTrigger -Daily -At 20:00
$repeated = New-ScheduledTaskTrigger -Once -At 20:00 -RepetitionInterval (New-TimeSpan -Minutes 15) `
  -RepetitionDuration (New-TimeSpan -Minutes 590)
$trigger.Repetition = $repeated.Repetition
$settings = New-ScheduledTaskSettingsSet -MultipleInstances IgnoreNew -StartWhenAvailable `
  -ExecutionTimeLimit (New-TimeSpan -Hours 10)
Register-ScheduledTask -TaskName "Cotation" -Action $action -Trigger $trigger -Settings $settings -User "cotation"
