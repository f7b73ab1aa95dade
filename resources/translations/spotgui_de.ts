<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>AboutDialog</name>
    <message>
      <location filename="../../spotgui/ui/dialogs/about_dialog.py" />
      <source>About spotgui</source>
      <translation>Über spotgui</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/about_dialog.py" />
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/about_dialog.py" />
      <source>Copy system information</source>
      <translation>Systemangaben kopieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/about_dialog.py" />
      <source>Free software under the MIT licence. Uses Qt and PySide6 under the LGPL.</source>
      <translation>Freie Software unter der MIT-Lizenz. Verwendet Qt und PySide6 unter der LGPL.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/about_dialog.py" />
      <source>Recognises songs on your own machine, from the open Echoprint fingerprints of the Spotify audio analyses. Nothing that you play leaves this computer.</source>
      <translation>Erkennt Lieder auf dem eigenen Rechner, aus den offenen Echoprint-Fingerabdrücken der Spotify-Audioanalysen. Nichts von dem, was du spielst, verlässt diesen Computer.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/about_dialog.py" />
      <source>System information</source>
      <translation>Systemangaben</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/about_dialog.py" />
      <source>Version {version}</source>
      <translation>Version {version}</translation>
    </message>
  </context>
  <context>
    <name>Aftermath</name>
    <message>
      <location filename="../../spotgui/ui/imports/aftermath.py" />
      <source>Import finished.</source>
      <translation>Import beendet.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/aftermath.py" />
      <source>Show the history</source>
      <translation>Verlauf zeigen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/aftermath.py" />
      <source>Show the library</source>
      <translation>Bibliothek zeigen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/aftermath.py" />
      <source>The demo library is ready.</source>
      <translation>Die Demo-Bibliothek ist fertig.</translation>
    </message>
  </context>
  <context>
    <name>AlbumPage</name>
    <message>
      <location filename="../../spotgui/ui/catalog/album_page.py" />
      <source>Album</source>
      <translation>Album</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/album_page.py" />
      <source>Tracks of the album</source>
      <translation>Titel des Albums</translation>
    </message>
  </context>
  <context>
    <name>ArtistPage</name>
    <message>
      <location filename="../../spotgui/ui/catalog/artist_page.py" />
      <source>Albums</source>
      <translation>Alben</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/artist_page.py" />
      <source>Artist</source>
      <translation>Künstler</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/artist_page.py" />
      <source>Popular tracks</source>
      <translation>Beliebte Titel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/artist_page.py" />
      <source>Singles and compilations</source>
      <translation>Singles und Zusammenstellungen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/artist_page.py" />
      <source>What to show of the artist</source>
      <translation>Was vom Künstler gezeigt wird</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/artist_page.py" />
      <source>{name} ({n})</source>
      <translation>{name} ({n})</translation>
    </message>
  </context>
  <context>
    <name>Build</name>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/build.py" />
      <source>Go back and choose them again.</source>
      <translation>Geh zurück und wähle sie noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/build.py" />
      <source>The files are not there any more.</source>
      <translation>Die Dateien sind nicht mehr da.</translation>
    </message>
  </context>
  <context>
    <name>BuildStep</name>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/build_step.py" />
      <source>Building the index</source>
      <translation>Der Index entsteht</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/build_step.py" />
      <source>Cancelling keeps what is imported, and the next time goes on from there. The same holds when the computer or this program is switched off.</source>
      <translation>Beim Abbrechen bleibt, was importiert ist, und das nächste Mal geht es dort weiter. Dasselbe gilt, wenn der Computer oder dieses Programm ausgeschaltet wird.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/build_step.py" />
      <source>Continue in the background</source>
      <translation>Im Hintergrund weiter</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/build_step.py" />
      <source>Next</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/build_step.py" />
      <source>You can recognise music meanwhile: whatever is imported is found from now on.</source>
      <translation>Inzwischen kannst du Musik erkennen: Was importiert ist, wird ab sofort gefunden.</translation>
    </message>
  </context>
  <context>
    <name>CandidateRow</name>
    <message>
      <location filename="../../spotgui/ui/listen/candidates.py" />
      <source>How much speaks for {title}</source>
      <translation>Wie viel für {title} spricht</translation>
    </message>
  </context>
  <context>
    <name>Candidates</name>
    <message>
      <location filename="../../spotgui/ui/listen/candidates.py" />
      <source>It could be</source>
      <translation>Es könnte sein</translation>
    </message>
  </context>
  <context>
    <name>CatalogPageBase</name>
    <message>
      <location filename="../../spotgui/ui/catalog/catalog_page_base.py" />
      <source>Back ({key})</source>
      <translation>Zurück ({key})</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/catalog_page_base.py" />
      <source>Forward ({key})</source>
      <translation>Vor ({key})</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/catalog_page_base.py" />
      <source>Import metadata</source>
      <translation>Metadaten importieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/catalog_page_base.py" />
      <source>Not in the catalogue</source>
      <translation>Nicht im Katalog</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/catalog_page_base.py" />
      <source>Search the catalogue</source>
      <translation>Katalog durchsuchen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/catalog_page_base.py" />
      <source>Show the library</source>
      <translation>Bibliothek zeigen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/catalog_page_base.py" />
      <source>The catalogue cannot be read</source>
      <translation>Der Katalog kann nicht gelesen werden</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/catalog_page_base.py" />
      <source>The metadata says nothing about {key}.</source>
      <translation>Die Metadaten sagen nichts über {key}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/catalog_page_base.py" />
      <source>With spotify_clean.sqlite3.zst imported, artists, albums and tracks can be looked up here.</source>
      <translation>Ist spotify_clean.sqlite3.zst importiert, kannst du hier Künstler, Alben und Titel nachschlagen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/catalog_page_base.py" />
      <source>Your catalogue begins with the metadata</source>
      <translation>Dein Katalog beginnt mit den Metadaten</translation>
    </message>
  </context>
  <context>
    <name>ChartsCard</name>
    <message>
      <location filename="../../spotgui/ui/library/charts.py" />
      <source>Beats a minute, of the tracks whose analysis is kept.</source>
      <translation>Schläge in der Minute, von den Titeln, deren Analyse da ist.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/charts.py" />
      <source>Filled: recognisable. Every line stands for ten times as many as the one below.</source>
      <translation>Gefüllt: erkennbar. Jede Linie steht für zehnmal so viele wie die darunter.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/charts.py" />
      <source>Popularity</source>
      <translation>Beliebtheit</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/charts.py" />
      <source>Tempo</source>
      <translation>Tempo</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/charts.py" />
      <source>Tracks by popularity</source>
      <translation>Titel nach Beliebtheit</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/charts.py" />
      <source>Tracks by tempo</source>
      <translation>Titel nach Tempo</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/charts.py" />
      <source>Tracks by year</source>
      <translation>Titel nach Jahr</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/charts.py" />
      <source>What is counted</source>
      <translation>Was gezählt wird</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/charts.py" />
      <source>What it is made of</source>
      <translation>Woraus sie besteht</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/charts.py" />
      <source>Year</source>
      <translation>Jahr</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/charts.py" />
      <source>{label} beats a minute: {total} tracks</source>
      <translation>{label} Schläge in der Minute: {total} Titel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/charts.py" />
      <source>{label}: {total} tracks, {part} of them recognisable</source>
      <translation>{label}: {total} Titel, davon {part} erkennbar</translation>
    </message>
  </context>
  <context>
    <name>CopyButton</name>
    <message>
      <location filename="../../spotgui/ui/dialogs/report.py" />
      <source>Copied</source>
      <translation>Kopiert</translation>
    </message>
  </context>
  <context>
    <name>Cover</name>
    <message>
      <location filename="../../spotgui/ui/album_art/cover.py" />
      <source>Cover of {title}</source>
      <translation>Cover von {title}</translation>
    </message>
  </context>
  <context>
    <name>CrashDialog</name>
    <message>
      <location filename="../../spotgui/ui/dialogs/crash_dialog.py" />
      <source>Continue</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/crash_dialog.py" />
      <source>Copy report</source>
      <translation>Bericht kopieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/crash_dialog.py" />
      <source>Report</source>
      <translation>Bericht</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/crash_dialog.py" />
      <source>Something went wrong inside spotgui</source>
      <translation>In spotgui ist etwas schiefgegangen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/crash_dialog.py" />
      <source>This is a mistake in the program, not yours. Your library and history are kept. You can go on; if it happens again, please copy the report and send it to the project.</source>
      <translation>Das ist ein Fehler im Programm, nicht deiner. Bibliothek und Verlauf bleiben erhalten. Du kannst weitermachen; geschieht es wieder, kopiere bitte den Bericht und schicke ihn dem Projekt.</translation>
    </message>
  </context>
  <context>
    <name>DeviceButton</name>
    <message>
      <location filename="../../spotgui/ui/listen/device_button.py" />
      <source>Chooses what to listen to</source>
      <translation>Wählt, was gehört wird</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/device_button.py" />
      <source>Default input</source>
      <translation>Standardeingang</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/device_button.py" />
      <source>How to listen to what this computer plays</source>
      <translation>Wie sich hören lässt, was dieser Computer spielt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/device_button.py" />
      <source>Input</source>
      <translation>Eingang</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/device_button.py" />
      <source>Look for devices again</source>
      <translation>Noch einmal nach Geräten sehen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/device_button.py" />
      <source>No input</source>
      <translation>Kein Eingang</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/device_button.py" />
      <source>No microphone found</source>
      <translation>Kein Mikrofon gefunden</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/device_button.py" />
      <source>What this computer plays</source>
      <translation>Was dieser Computer spielt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/device_button.py" />
      <source>{name} (muted)</source>
      <translation>{name} (stumm)</translation>
    </message>
  </context>
  <context>
    <name>DoneStep</name>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/done_step.py" />
      <source>Browse the catalogue</source>
      <translation>Im Katalog stöbern</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/done_step.py" />
      <source>Listen</source>
      <translation>Zuhören</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/done_step.py" />
      <source>Nothing is imported yet. Go back to choose files, whenever you have some.</source>
      <translation>Noch ist nichts importiert. Geh zurück und wähle Dateien, sobald du welche hast.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/done_step.py" />
      <source>Opening the index…</source>
      <translation>Der Index wird geöffnet …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/done_step.py" />
      <source>Press {listen} or the space bar to listen. Sound files can be dropped onto the window.</source>
      <translation>Zum Zuhören {listen} oder die Leertaste drücken. Klangdateien lassen sich auf das Fenster ziehen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/done_step.py" />
      <source>Ready</source>
      <translation>Fertig</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/done_step.py" />
      <source>Show the library</source>
      <translation>Bibliothek zeigen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/done_step.py" />
      <source>The import goes on in the background; {n} can be recognised already.</source>
      <translation>Der Import läuft im Hintergrund weiter; {n} können schon erkannt werden.</translation>
    </message>
  </context>
  <context>
    <name>DropArea</name>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/drop_area.py" />
      <source>Choose a folder…</source>
      <translation>Ordner wählen …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/drop_area.py" />
      <source>Choose files…</source>
      <translation>Dateien wählen …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/drop_area.py" />
      <source>Drop files and folders here</source>
      <translation>Dateien und Ordner hierher ziehen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/drop_area.py" />
      <source>Drop the folder with your downloads here, or choose it.</source>
      <translation>Zieh den Ordner mit deinen Downloads hierher oder wähle ihn.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/drop_area.py" />
      <source>Dumps (*.zst *.jsonl *.sqlite3 *.sqlite *.db *.duckdb);;All files (*)</source>
      <translation>Dumps (*.zst *.jsonl *.sqlite3 *.sqlite *.db *.duckdb);;Alle Dateien (*)</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/drop_area.py" />
      <source>Files of the dump</source>
      <translation>Dateien des Dumps</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/drop_area.py" />
      <source>The folder with your downloads</source>
      <translation>Der Ordner mit deinen Downloads</translation>
    </message>
  </context>
  <context>
    <name>EditDialog</name>
    <message>
      <location filename="../../spotgui/ui/history/edit_dialog.py" />
      <source>&amp;Artists</source>
      <translation>&amp;Künstler</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/edit_dialog.py" />
      <source>&amp;Note</source>
      <translation>&amp;Notiz</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/edit_dialog.py" />
      <source>&amp;Title</source>
      <translation>&amp;Titel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/edit_dialog.py" />
      <source>Al&amp;bum</source>
      <translation>Al&amp;bum</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/edit_dialog.py" />
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/edit_dialog.py" />
      <source>Edit entry</source>
      <translation>Eintrag bearbeiten</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/edit_dialog.py" />
      <source>Save</source>
      <translation>Speichern</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/edit_dialog.py" />
      <source>Several are separated by ;</source>
      <translation>Mehrere werden durch ; getrennt</translation>
    </message>
  </context>
  <context>
    <name>EntryModel</name>
    <message>
      <location filename="../../spotgui/ui/models/entry_model.py" />
      <source>Can be recognised</source>
      <translation>Wird erkannt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/entry_model.py" />
      <source>can be recognised</source>
      <translation>wird erkannt</translation>
    </message>
  </context>
  <context>
    <name>EverySongButton</name>
    <message>
      <location filename="../../spotgui/ui/timeline/every_song_button.py" />
      <source>Find every song in the file</source>
      <translation>Alle Lieder der Datei suchen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/every_song_button.py" />
      <source>Hear it from beginning to end and list what is in it</source>
      <translation>Sie von Anfang bis Ende anhören und auflisten, was darin ist</translation>
    </message>
  </context>
  <context>
    <name>EvidencePicture</name>
    <message>
      <location filename="../../spotgui/ui/result/evidence_picture.py" />
      <source>Picture of why this match</source>
      <translation>Bild, das den Treffer begründet</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/evidence_picture.py" />
      <source>in the song → · in the recording ↑</source>
      <translation>im Lied → · in der Aufnahme ↑</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/evidence_picture.py" />
      <source>{heard} of the song's {known} onsets between {start} and {end} were heard, on one line.</source>
      <translation>{heard} der {known} Einsätze des Lieds zwischen {start} und {end} wurden gehört, auf einer Linie.</translation>
    </message>
  </context>
  <context>
    <name>FileRecognition</name>
    <message>
      <location filename="../../spotgui/ui/listen/file_recognition.py" />
      <source>Reading the file…</source>
      <translation>Die Datei wird gelesen …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/file_recognition.py" />
      <source>Searching…</source>
      <translation>Suche …</translation>
    </message>
  </context>
  <context>
    <name>FilesStep</name>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>Choose the folder with your files first.</source>
      <translation>Wähle zuerst den Ordner mit deinen Dateien.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>Files that were found</source>
      <translation>Gefundene Dateien</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>Find your files</source>
      <translation>Finde deine Dateien</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>Look again</source>
      <translation>Neu suchen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>Looking at the files…</source>
      <translation>Die Dateien werden angesehen …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>Looking at {name} ({n} of {count})</source>
      <translation>{name} wird angesehen ({n} von {count})</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>No analyses yet</source>
      <translation>Noch keine Analysen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>Nothing that can be used yet.</source>
      <translation>Noch nichts Brauchbares.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>Start over</source>
      <translation>Von vorn</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>The audio analyses (*.jsonl.zst, as many as you have) make songs recognisable. The metadata dump (spotify_clean.sqlite3.zst) gives them titles. A database of songfind (*.duckdb) is taken too.</source>
      <translation>Die Audioanalysen (*.jsonl.zst, so viele du hast) machen Lieder erkennbar. Der Metadaten-Dump (spotify_clean.sqlite3.zst) gibt ihnen Namen. Auch eine Datenbank von songfind (*.duckdb) wird genommen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>metadata found</source>
      <translation>Metadaten gefunden</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>no metadata</source>
      <translation>keine Metadaten</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>{n} cannot be used</source>
      <translation>{n} nicht brauchbar</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>{n} of {count} shards</source>
      <translation>{n} von {count} Teilen</translation>
    </message>
  </context>
  <context>
    <name>FoundFilesModel</name>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>; its name says {name}, its contents count</source>
      <translation>; dem Namen nach {name}, es zählt der Inhalt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>; {twin} has the same name on this disk and was overwritten</source>
      <translation>; {twin} heißt auf diesem Datenträger genauso und wurde überschrieben</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>A library of this program: take it over on the Library page</source>
      <translation>Eine Bibliothek dieses Programms: auf der Seite Bibliothek zu übernehmen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>Analyses</source>
      <translation>Analysen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>Audio features: not needed</source>
      <translation>Audiomerkmale: nicht nötig</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>Cannot be read ({reason})</source>
      <translation>Nicht lesbar ({reason})</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>Cut off before its end: download it again</source>
      <translation>Vor dem Ende abgeschnitten: noch einmal herunterladen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>Database of songfind: its fingerprints</source>
      <translation>Datenbank von songfind: ihre Fingerabdrücke</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>Empty: download it again</source>
      <translation>Leer: noch einmal herunterladen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>Metadata: titles, artists, albums</source>
      <translation>Metadaten: Titel, Künstler, Alben</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>Not a file of the dump</source>
      <translation>Keine Datei des Dumps</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>Shard {shard}, {n} of {count}</source>
      <translation>Teil {shard}, {n} von {count}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>Still downloading: look again when it is complete</source>
      <translation>Wird noch geladen: später noch einmal nachsehen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>The same as {name}; one is enough</source>
      <translation>Dasselbe wie {name}; eine genügt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>What it is</source>
      <translation>Was es ist</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>can be imported</source>
      <translation>kann importiert werden</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/found_files_model.py" />
      <source>cannot be imported</source>
      <translation>kann nicht importiert werden</translation>
    </message>
  </context>
  <context>
    <name>Hero</name>
    <message>
      <location filename="../../spotgui/ui/result/hero.py" />
      <source>Add to favourites</source>
      <translation>Zu den Favoriten</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/hero.py" />
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/hero.py" />
      <source>Explicit</source>
      <translation>Explizit</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/hero.py" />
      <source>Listen again</source>
      <translation>Noch einmal zuhören</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/hero.py" />
      <source>More actions</source>
      <translation>Weitere Aktionen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/hero.py" />
      <source>Open in Spotify</source>
      <translation>In Spotify öffnen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/hero.py" />
      <source>Remove from favourites</source>
      <translation>Aus den Favoriten nehmen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/hero.py" />
      <source>Search the web</source>
      <translation>Im Netz suchen</translation>
    </message>
  </context>
  <context>
    <name>HistoryFiles</name>
    <message>
      <location filename="../../spotgui/ui/history/history_files.py" />
      <source>As {format}…</source>
      <translation>Als {format} …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_files.py" />
      <source>Export the history</source>
      <translation>Verlauf exportieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_files.py" />
      <source>Restore a backup</source>
      <translation>Sicherung zurückholen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_files.py" />
      <source>Save a backup</source>
      <translation>Sicherung speichern</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_files.py" />
      <source>The backup is restored</source>
      <translation>Die Sicherung ist zurückgeholt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_files.py" />
      <source>The backup is written</source>
      <translation>Die Sicherung ist geschrieben</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_files.py" />
      <source>{entries} written to {file}</source>
      <translation>{entries} in {file} geschrieben</translation>
    </message>
  </context>
  <context>
    <name>HistoryModel</name>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Album</source>
      <translation>Album</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Artist</source>
      <translation>Künstler</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>At {time} of {source}</source>
      <translation>Bei {time} in {source}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Certain</source>
      <translation>Sicher</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Favourite</source>
      <translation>Favorit</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Heard</source>
      <translation>Gehört</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>How sure</source>
      <translation>Wie sicher</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Kept to be tried again</source>
      <translation>Wird wieder versucht</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Listened for {seconds} s to {source}</source>
      <translation>{seconds} s lang {source} gehört</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Not a favourite</source>
      <translation>Kein Favorit</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Not recognised</source>
      <translation>Nicht erkannt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Not sure</source>
      <translation>Unsicher</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>One of these</source>
      <translation>Eines von diesen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>One of these:</source>
      <translation>Eines von diesen:</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Recognised later: {date}</source>
      <translation>Später erkannt: {date}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Times</source>
      <translation>Mal</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Title</source>
      <translation>Titel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Untitled</source>
      <translation>Ohne Titel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Very likely</source>
      <translation>Sehr wahrscheinlich</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/history_model.py" />
      <source>Wrong match</source>
      <translation>Falscher Treffer</translation>
    </message>
  </context>
  <context>
    <name>HistoryPage</name>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Close this message</source>
      <translation>Meldung schließen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Copied</source>
      <translation>Kopiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Delete</source>
      <translation>Löschen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Edit</source>
      <translation>Bearbeiten</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Everything that is recognised is kept in this list.</source>
      <translation>Alles, was erkannt wird, steht in dieser Liste.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Export</source>
      <translation>Exportieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Export what is shown ({key})</source>
      <translation>Was zu sehen ist, exportieren ({key})</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Favourite</source>
      <translation>Favorit</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Favourites</source>
      <translation>Favoriten</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Listen</source>
      <translation>Zuhören</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Merge repeats</source>
      <translation>Wiederholungen zusammenfassen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>More actions</source>
      <translation>Weitere Aktionen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>No entry has all of these words.</source>
      <translation>Kein Eintrag enthält all diese Wörter.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>No favourites yet</source>
      <translation>Noch keine Favoriten</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Not recognised</source>
      <translation>Nicht erkannt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Nothing found</source>
      <translation>Nichts gefunden</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Nothing is waiting</source>
      <translation>Nichts wartet</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Restore a backup…</source>
      <translation>Sicherung zurückholen …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Right match</source>
      <translation>Richtiger Treffer</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Save a backup…</source>
      <translation>Sicherung speichern …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Search the history</source>
      <translation>Verlauf durchsuchen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Show everything</source>
      <translation>Alles zeigen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>The heart beside a song puts it here.</source>
      <translation>Das Herz neben einem Lied bringt es hierher.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>The history cannot be read</source>
      <translation>Der Verlauf kann nicht gelesen werden</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>There were no repeats</source>
      <translation>Es gab keine Wiederholungen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>What is not recognised is kept here without its sound, and tried again after every import.</source>
      <translation>Was nicht erkannt wird, bleibt hier ohne seinen Klang und wird nach jedem Import wieder versucht.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Which entries</source>
      <translation>Welche Einträge</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Wrong match</source>
      <translation>Falscher Treffer</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>Your songs will be here</source>
      <translation>Hier werden deine Lieder stehen</translation>
    </message>
  </context>
  <context>
    <name>HistoryTable</name>
    <message>
      <location filename="../../spotgui/ui/history/history_table.py" />
      <source>Columns of the history</source>
      <translation>Spalten des Verlaufs</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/history_table.py" />
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
  </context>
  <context>
    <name>ImportCard</name>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Done. Everything was imported already.</source>
      <translation>Fertig. Alles war schon importiert.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Done: {tracks} imported.</source>
      <translation>Fertig: {tracks} importiert.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Go on</source>
      <translation>Weitermachen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Importing the analyses</source>
      <translation>Die Analysen werden importiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Importing the metadata</source>
      <translation>Die Metadaten werden importiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Lines that failed</source>
      <translation>Fehlerhafte Zeilen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Looking at the files…</source>
      <translation>Die Dateien werden angesehen …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Making the demo library</source>
      <translation>Die Demo-Bibliothek entsteht</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Making tracks recognisable</source>
      <translation>Titel werden erkennbar gemacht</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Nothing is being imported.</source>
      <translation>Es wird nichts importiert.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Progress of everything</source>
      <translation>Fortschritt insgesamt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Progress of this file</source>
      <translation>Fortschritt dieser Datei</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Speed</source>
      <translation>Tempo</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Starting…</source>
      <translation>Es geht los …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Stopped. What was imported stays and can be recognised.</source>
      <translation>Angehalten. Was importiert ist, bleibt und wird erkannt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Stopping at the next safe point…</source>
      <translation>Hält an der nächsten sicheren Stelle an …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Taking over another library</source>
      <translation>Eine andere Bibliothek wird übernommen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Tracks</source>
      <translation>Titel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Tracks a second</source>
      <translation>Titel je Sekunde</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>Try again</source>
      <translation>Noch einmal versuchen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>{done} of {total}</source>
      <translation>{done} von {total}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>{size}/s</source>
      <translation>{size}/s</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>{time} left</source>
      <translation>noch {time}</translation>
    </message>
  </context>
  <context>
    <name>Imports</name>
    <message>
      <location filename="../../spotgui/ui/imports/imports.py" />
      <source>The import stopped because of a bug in this program.</source>
      <translation>Der Import hielt wegen eines Fehlers in diesem Programm an.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/imports/imports.py" />
      <source>What was finished is kept.</source>
      <translation>Was fertig war, bleibt.</translation>
    </message>
  </context>
  <context>
    <name>LevelMeter</name>
    <message>
      <location filename="../../spotgui/ui/widgets/level_meter.py" />
      <source>Input level</source>
      <translation>Eingangspegel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/widgets/level_meter.py" />
      <source>{db} decibels</source>
      <translation>{db} Dezibel</translation>
    </message>
  </context>
  <context>
    <name>LibraryPage</name>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Analyses</source>
      <translation>Analysen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Any shard of the audio analyses makes 70,000 songs recognisable.</source>
      <translation>Jeder Teil der Audioanalysen macht 70.000 Lieder erkennbar.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Can be recognised</source>
      <translation>Wird erkannt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Counting…</source>
      <translation>Wird gezählt …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Free on this disk</source>
      <translation>Frei</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Hide the list</source>
      <translation>Liste verbergen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Import more</source>
      <translation>Mehr importieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Imported shards</source>
      <translation>Importierte Teile</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Index</source>
      <translation>Index</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Library</source>
      <translation>Bibliothek</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Metadata and search</source>
      <translation>Metadaten und Suche</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>One that was built elsewhere, by another computer or the command line</source>
      <translation>Eine, die anderswo gebaut wurde, von einem anderen Computer oder auf der Kommandozeile</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Recognised are tracks that the metadata knows.</source>
      <translation>Erkannt werden Titel, die in den Metadaten stehen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Recognised are tracks with a popularity of {n} and above.</source>
      <translation>Erkannt werden Titel ab einer Beliebtheit von {n}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Room</source>
      <translation>Platz</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Set up my library</source>
      <translation>Meine Bibliothek einrichten</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Shards</source>
      <translation>Teile</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Show the list</source>
      <translation>Liste zeigen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Take over another library…</source>
      <translation>Andere Bibliothek übernehmen …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>The library cannot be read</source>
      <translation>Die Bibliothek kann nicht gelesen werden</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>The library to take over</source>
      <translation>Die zu übernehmende Bibliothek</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Tracks</source>
      <translation>Titel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>What metadata and fingerprints have in common is counted after the import.</source>
      <translation>Was Metadaten und Fingerabdrücke gemeinsam haben, wird nach dem Import gezählt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>With both</source>
      <translation>Mit beidem</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>With fingerprint</source>
      <translation>Mit Fingerabdruck</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>With metadata</source>
      <translation>Mit Metadaten</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>Your library begins with one file</source>
      <translation>Deine Bibliothek beginnt mit einer Datei</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>damaged</source>
      <translation>beschädigt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>failed</source>
      <translation>fehlgeschlagen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>imported</source>
      <translation>importiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>incomplete</source>
      <translation>unvollständig</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>missing</source>
      <translation>fehlt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>not imported yet</source>
      <translation>noch nicht importiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>{name}: not imported yet</source>
      <translation>{name}: noch nicht importiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>{n} failed</source>
      <translation>{n} fehlgeschlagen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>{n} in your folders, not imported yet</source>
      <translation>{n} in deinen Ordnern, noch nicht importiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>{n} incomplete</source>
      <translation>{n} unvollständig</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>{n} missing</source>
      <translation>{n} fehlen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>{n} of {count} shards imported</source>
      <translation>{n} von {count} Teilen importiert</translation>
    </message>
  </context>
  <context>
    <name>ListCard</name>
    <message>
      <location filename="../../spotgui/ui/result/sections.py" />
      <source>Show all {n}</source>
      <translation>Alle {n} zeigen</translation>
    </message>
  </context>
  <context>
    <name>ListenButton</name>
    <message>
      <location filename="../../spotgui/ui/listen/listen_button.py" />
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/listen_button.py" />
      <source>Listen</source>
      <translation>Zuhören</translation>
    </message>
  </context>
  <context>
    <name>ListenPage</name>
    <message>
      <location filename="../../spotgui/ui/listen/listen_page.py" />
      <source>All files</source>
      <translation>Alle Dateien</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/listen_page.py" />
      <source>Go on after an answer and note every song that is played</source>
      <translation>Nach einer Antwort weiterhören und jedes gespielte Lied notieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/listen_page.py" />
      <source>Import some songs first; the demo library takes a minute.</source>
      <translation>Importiere zuerst einige Lieder; die Demo-Bibliothek braucht eine Minute.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/listen_page.py" />
      <source>Keep listening</source>
      <translation>Weiter zuhören</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/listen_page.py" />
      <source>Listening</source>
      <translation>Hört zu</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/listen_page.py" />
      <source>Point spotgui at your analysis files, or try it at once with the demo library: sixty small pieces that were made for it.</source>
      <translation>Zeig spotgui deine Analysedateien, oder probiere es gleich mit der Demo-Bibliothek: sechzig kleine Stücke, die dafür gemacht wurden.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/listen_page.py" />
      <source>Recognise a file…</source>
      <translation>Datei erkennen …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/listen_page.py" />
      <source>Recognise a sound file</source>
      <translation>Eine Klangdatei erkennen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/listen_page.py" />
      <source>Set up your library</source>
      <translation>Bibliothek einrichten</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/listen_page.py" />
      <source>Songs to recognise come first</source>
      <translation>Zuerst kommen die Lieder</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/listen_page.py" />
      <source>Sound files</source>
      <translation>Klangdateien</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/listen_page.py" />
      <source>Try again</source>
      <translation>Noch einmal versuchen</translation>
    </message>
  </context>
  <context>
    <name>LogDialog</name>
    <message>
      <location filename="../../spotgui/ui/dialogs/log_dialog.py" />
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/log_dialog.py" />
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/log_dialog.py" />
      <source>Log</source>
      <translation>Protokoll</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/log_dialog.py" />
      <source>Nothing was logged.</source>
      <translation>Nichts ist protokolliert.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/log_dialog.py" />
      <source>Only warnings and errors</source>
      <translation>Nur Warnungen und Fehler</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/log_dialog.py" />
      <source>Open folder</source>
      <translation>Ordner öffnen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/log_dialog.py" />
      <source>Read the log again</source>
      <translation>Protokoll neu lesen</translation>
    </message>
  </context>
  <context>
    <name>MaintenanceCard</name>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Choose what is recognised</source>
      <translation>Wählen, was erkannt wird</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Databases and index are deleted. The history, the settings and your own files stay. To have it back, the shards must be imported again.</source>
      <translation>Datenbanken und Index werden gelöscht. Verlauf, Einstellungen und deine eigenen Dateien bleiben. Um alles wiederzuhaben, müssen die Teile noch einmal importiert werden.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Everything is in order: {tracks} checked.</source>
      <translation>Alles in Ordnung: {tracks} geprüft.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>It stopped because of a bug in this program.</source>
      <translation>Wegen eines Fehlers in diesem Programm wurde angehalten.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Maintenance</source>
      <translation>Wartung</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Rebuild the index</source>
      <translation>Index neu bauen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Rebuilding the index</source>
      <translation>Der Index wird neu gebaut</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Remove</source>
      <translation>Entfernen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Remove all that is imported?</source>
      <translation>Alles Importierte entfernen?</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Remove everything</source>
      <translation>Alles entfernen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Remove everything…</source>
      <translation>Alles entfernen …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Removed.</source>
      <translation>Entfernt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Removing</source>
      <translation>Wird entfernt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Stopped; nothing has changed.</source>
      <translation>Angehalten; nichts hat sich geändert.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Stopping…</source>
      <translation>Hält an …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Verify</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Verify reads every byte and says what is damaged. Rebuild makes the index again from what is kept; no shard is needed for that.</source>
      <translation>Prüfen liest jedes Byte und sagt, was beschädigt ist. Neu bauen macht den Index noch einmal aus dem, was da ist; dafür braucht es keinen Teil.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>Verifying</source>
      <translation>Wird geprüft</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>…and {n} more.</source>
      <translation>… und {n} weitere.</translation>
    </message>
  </context>
  <context>
    <name>Masthead</name>
    <message>
      <location filename="../../spotgui/ui/catalog/masthead.py" />
      <source>All tracks can be recognised</source>
      <translation>Alle Titel werden erkannt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/masthead.py" />
      <source>Can be recognised</source>
      <translation>Wird erkannt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/masthead.py" />
      <source>Cannot be recognised: no fingerprint is imported</source>
      <translation>Wird nicht erkannt: kein Fingerabdruck ist importiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/masthead.py" />
      <source>No tracks are known</source>
      <translation>Keine Titel bekannt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/masthead.py" />
      <source>{known} of {total} tracks can be recognised</source>
      <translation>{known} von {total} Titeln werden erkannt</translation>
    </message>
  </context>
  <context>
    <name>MessageBar</name>
    <message>
      <location filename="../../spotgui/ui/widgets/message_bar.py" />
      <source>Close this message</source>
      <translation>Meldung schließen</translation>
    </message>
  </context>
  <context>
    <name>MicrophoneStep</name>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/microphone_step.py" />
      <source>&amp;Input</source>
      <translation>&amp;Eingang</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/microphone_step.py" />
      <source>Good: it hears you.</source>
      <translation>Gut: Es hört dich.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/microphone_step.py" />
      <source>Look for microphones again</source>
      <translation>Noch einmal nach Mikrofonen sehen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/microphone_step.py" />
      <source>No input</source>
      <translation>Kein Eingang</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/microphone_step.py" />
      <source>No sound is coming in. Is the microphone muted, or another one in use?</source>
      <translation>Es kommt kein Ton an. Ist das Mikrofon stumm, oder ist ein anderes in Gebrauch?</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/microphone_step.py" />
      <source>Opening the microphone…</source>
      <translation>Das Mikrofon wird geöffnet …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/microphone_step.py" />
      <source>Play some music or speak. Nothing is recorded, and nothing leaves this computer.</source>
      <translation>Spiel Musik oder sprich. Nichts wird aufgezeichnet, und nichts verlässt diesen Computer.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/microphone_step.py" />
      <source>Too loud: the sound is cut off. Lower the input level.</source>
      <translation>Zu laut: Der Ton wird abgeschnitten. Senke den Eingangspegel.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/microphone_step.py" />
      <source>Try your microphone</source>
      <translation>Probiere dein Mikrofon</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/microphone_step.py" />
      <source>Very quiet. Play some music near it, or raise the input level.</source>
      <translation>Sehr leise. Spiel Musik in seiner Nähe oder erhöhe den Eingangspegel.</translation>
    </message>
  </context>
  <context>
    <name>NavigationBar</name>
    <message>
      <location filename="../../spotgui/ui/widgets/navigation_bar.py" />
      <source>Help</source>
      <translation>Hilfe</translation>
    </message>
  </context>
  <context>
    <name>OneOfRow</name>
    <message>
      <location filename="../../spotgui/ui/listen/one_of.py" />
      <source>Show {title} in the catalogue</source>
      <translation>{title} im Katalog zeigen</translation>
    </message>
  </context>
  <context>
    <name>PlaceStep</name>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>A fast disk makes fast answers: an SSD rather than the disk with the downloads.</source>
      <translation>Ein schneller Datenträger gibt schnelle Antworten: lieber eine SSD als die Platte mit den Downloads.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>An import is running; wait for its end, or cancel it in the Library.</source>
      <translation>Ein Import läuft; warte sein Ende ab oder brich ihn in der Bibliothek ab.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>Build index</source>
      <translation>Index bauen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>Change…</source>
      <translation>Ändern …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>Free</source>
      <translation>Frei</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>Kept afterwards</source>
      <translation>Bleibt danach</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>Library</source>
      <translation>Bibliothek</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>Measuring</source>
      <translation>Es wird gemessen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>Measuring how fast this computer reads your file…</source>
      <translation>Es wird gemessen, wie schnell dieser Computer deine Datei liest …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>Needed while building</source>
      <translation>Nötig beim Bauen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>Not enough room: choose another place, or fewer tracks.</source>
      <translation>Zu wenig Platz: Wähle einen anderen Ort oder weniger Titel.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>Nothing can be written there: choose another place.</source>
      <translation>Dort lässt sich nichts schreiben: Wähle einen anderen Ort.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>The environment variable SPOTGUI_DATA has chosen this place.</source>
      <translation>Die Umgebungsvariable SPOTGUI_DATA hat diesen Ort gewählt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>There is room, and you can pause and stop at any time.</source>
      <translation>Der Platz reicht, und du kannst jederzeit anhalten und abbrechen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>Where it goes</source>
      <translation>Wohin sie kommt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>Where the library goes</source>
      <translation>Wohin die Bibliothek kommt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/place_step.py" />
      <source>about {value}</source>
      <translation>etwa {value}</translation>
    </message>
  </context>
  <context>
    <name>PreferencesPage</name>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>&amp;Colours</source>
      <translation>&amp;Farben</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>&amp;Input</source>
      <translation>&amp;Eingang</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>&amp;Language</source>
      <translation>&amp;Sprache</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>&amp;Search the web with</source>
      <translation>Im Netz &amp;suchen mit</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>As a media player (MPRIS). Your media keys stay with your player.</source>
      <translation>Als Medienspieler (MPRIS). Deine Medientasten bleiben bei deinem Spieler.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>As the desktop</source>
      <translation>Wie der Schreibtisch</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>As the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>As the system ({name})</source>
      <translation>Wie das System ({name})</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Background</source>
      <translation>Hintergrund</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Closing the window then keeps it there.</source>
      <translation>Schließt du das Fenster, bleibt es dann dort.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Everything is kept in</source>
      <translation>Alles liegt in</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Fetch album art</source>
      <translation>Albumbilder holen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>High contrast</source>
      <translation>Hoher Kontrast</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Holds from the next start.</source>
      <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Keep listening after a result</source>
      <translation>Nach einem Ergebnis weiter zuhören</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Larger text</source>
      <translation>Größere Schrift</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Less motion</source>
      <translation>Weniger Bewegung</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Library</source>
      <translation>Bibliothek</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Listening</source>
      <translation>Zuhören</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Look</source>
      <translation>Aussehen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Look for inputs again</source>
      <translation>Noch einmal nach Eingängen sehen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Network</source>
      <translation>Netz</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>No input was found. Plug in a microphone and look again, or use sound files.</source>
      <translation>Kein Eingang gefunden. Schließ ein Mikrofon an und sieh noch einmal nach, oder nimm Klangdateien.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Nothing moves that need not.</source>
      <translation>Nichts bewegt sich, was sich nicht bewegen muss.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Notify me</source>
      <translation>Benachrichtige mich</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Preferences</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Run the setup again</source>
      <translation>Einrichtung noch einmal durchgehen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Show an icon in the tray</source>
      <translation>Symbol im Benachrichtigungsfeld zeigen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Show the current song to other programs</source>
      <translation>Anderen Programmen das Lied zeigen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Show the library</source>
      <translation>Bibliothek zeigen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Stronger colours and borders.</source>
      <translation>Kräftigere Farben und Ränder.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Test the microphone</source>
      <translation>Mikrofon prüfen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>The only thing that is ever fetched. Recognition never needs the network.</source>
      <translation>Nur sie werden je geholt. Das Erkennen braucht nie das Netz.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>This is not used: it must begin with https:// and contain {title}.</source>
      <translation>Das wird nicht verwendet: Es muss mit https:// beginnen und {title} enthalten.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Use the seconds before the click</source>
      <translation>Die Sekunden vor dem Klick verwenden</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>When a song is found while the window is in the background, and when an import ends.</source>
      <translation>Wenn ein Lied gefunden wird, während das Fenster im Hintergrund ist, und wenn ein Import endet.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>While this window is open, the last seconds of sound are kept in memory, never on disk.</source>
      <translation>Solange dieses Fenster offen ist, bleiben die letzten Sekunden im Arbeitsspeicher, nie auf dem Datenträger.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>Writes down what is playing, song after song, until you stop it.</source>
      <translation>Schreibt auf, was läuft, Lied für Lied, bis du es beendest.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>{id} (not there now)</source>
      <translation>{id} (zurzeit nicht da)</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/preferences.py" />
      <source>{title} and {artist} are replaced by those of the song. Empty it for the default.</source>
      <translation>{title} und {artist} werden durch die des Lieds ersetzt. Leer gilt die Vorgabe.</translation>
    </message>
  </context>
  <context>
    <name>Presence</name>
    <message>
      <location filename="../../spotgui/ui/desktop/presence.py" />
      <source>There is no session bus, so other programs cannot be told.</source>
      <translation>Es gibt keinen Sitzungsbus, also erfahren andere Programme nichts.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/desktop/presence.py" />
      <source>This desktop has no tray, so there is no icon in it.</source>
      <translation>Dieser Schreibtisch hat kein Benachrichtigungsfeld, also auch kein Symbol darin.</translation>
    </message>
  </context>
  <context>
    <name>Recent</name>
    <message>
      <location filename="../../spotgui/ui/listen/recent.py" />
      <source>Heard last</source>
      <translation>Zuletzt gehört</translation>
    </message>
  </context>
  <context>
    <name>RecentRow</name>
    <message>
      <location filename="../../spotgui/ui/listen/recent.py" />
      <source>Show {title} in the catalogue</source>
      <translation>{title} im Katalog zeigen</translation>
    </message>
  </context>
  <context>
    <name>ReleaseRow</name>
    <message>
      <location filename="../../spotgui/ui/result/sections.py" />
      <source>Show {title} in the catalogue</source>
      <translation>{title} im Katalog zeigen</translation>
    </message>
  </context>
  <context>
    <name>ResultPage</name>
    <message>
      <location filename="../../spotgui/ui/result/result_page.py" />
      <source>Copied: {text}</source>
      <translation>Kopiert: {text}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/result_page.py" />
      <source>Copy Spotify address</source>
      <translation>Spotify-Adresse kopieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/result_page.py" />
      <source>Copy cover address</source>
      <translation>Cover-Adresse kopieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/result_page.py" />
      <source>No program here opens Spotify addresses. Its web address is in the menu “More actions”.</source>
      <translation>Kein Programm hier öffnet Spotify-Adressen. Die Web-Adresse steht im Menü „Weitere Aktionen“.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/result_page.py" />
      <source>Noted in the history as a wrong match. Thank you.</source>
      <translation>Im Verlauf als falscher Treffer vermerkt. Danke.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/result_page.py" />
      <source>Other releases</source>
      <translation>Andere Veröffentlichungen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/result_page.py" />
      <source>Show in catalogue</source>
      <translation>Im Katalog zeigen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/result_page.py" />
      <source>This is not what was playing</source>
      <translation>Das lief hier nicht</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/result_page.py" />
      <source>What else it could be</source>
      <translation>Was es sonst sein könnte</translation>
    </message>
  </context>
  <context>
    <name>SearchPage</name>
    <message>
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>Albums</source>
      <translation>Alben</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>Artists</source>
      <translation>Künstler</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>Artists, albums, tracks, ISRCs</source>
      <translation>Künstler, Alben, Titel, ISRCs</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>Catalogue</source>
      <translation>Katalog</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>Clear the search</source>
      <translation>Suche leeren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>Nothing found</source>
      <translation>Nichts gefunden</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>Nothing in the catalogue has words that begin like “{text}”.</source>
      <translation>Nichts im Katalog hat Wörter, die wie „{text}“ beginnen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>Results</source>
      <translation>Ergebnisse</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>Search the catalogue</source>
      <translation>Katalog durchsuchen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>Tracks</source>
      <translation>Titel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>What to show</source>
      <translation>Was gezeigt wird</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>{tracks} · {albums} · {artists} · {indexed} can be recognised</source>
      <translation>{tracks} · {albums} · {artists} · {indexed} erkennbar</translation>
    </message>
  </context>
  <context>
    <name>SelectionStep</name>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>&amp;Everything I have</source>
      <translation>&amp;Alles, was ich habe</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>A smaller index takes less room and answers faster. You can change this later in the Library.</source>
      <translation>Ein kleinerer Index braucht weniger Platz und antwortet schneller. Später in der Bibliothek zu ändern.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>How many tracks that are is counted when the metadata is imported.</source>
      <translation>Wie viele Titel das sind, wird beim Import der Metadaten gezählt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>Lowest popularity</source>
      <translation>Niedrigste Beliebtheit</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>Names and popularity come from the metadata, which is not among your files.</source>
      <translation>Namen und Beliebtheit stehen in den Metadaten, die nicht unter deinen Dateien sind.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>Of what you have</source>
      <translation>Von dem, was du hast</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>Only &amp;popular tracks</source>
      <translation>Nur &amp;beliebte Titel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>Only tracks that the &amp;metadata knows</source>
      <translation>Nur Titel, die in den &amp;Metadaten stehen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>Popularity {n} of 100 and above</source>
      <translation>Beliebtheit ab {n} von 100</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>Room needed</source>
      <translation>Nötiger Platz</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>Time</source>
      <translation>Zeit</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>Tracks</source>
      <translation>Titel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>What to recognise</source>
      <translation>Was erkannt werden soll</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>What would be recognised without a title and artists is left out.</source>
      <translation>Was ohne Titel und Künstler erkannt würde, bleibt weg.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>about {value}</source>
      <translation>etwa {value}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>at most {value}</source>
      <translation>höchstens {value}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>nearly everything</source>
      <translation>fast alles</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>only the best known</source>
      <translation>nur das Bekannteste</translation>
    </message>
  </context>
  <context>
    <name>SetupPage</name>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/setup_page.py" />
      <source>Also with {key}</source>
      <translation>Auch mit {key}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/setup_page.py" />
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/setup_page.py" />
      <source>Later</source>
      <translation>Später</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/setup_page.py" />
      <source>Next</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/setup_page.py" />
      <source>Set up</source>
      <translation>Einrichten</translation>
    </message>
  </context>
  <context>
    <name>ShardMap</name>
    <message>
      <location filename="../../spotgui/ui/library/shard_map.py" />
      <source>Map of all shards</source>
      <translation>Karte aller Teile</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/library/shard_map.py" />
      <source>{name}: missing</source>
      <translation>{name}: fehlt</translation>
    </message>
  </context>
  <context>
    <name>ShardModel</name>
    <message>
      <location filename="../../spotgui/ui/models/shard_model.py" />
      <source>Failed</source>
      <translation>Fehlgeschlagen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/shard_model.py" />
      <source>Failed lines</source>
      <translation>Fehlerhafte Zeilen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/shard_model.py" />
      <source>Imported</source>
      <translation>Importiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/shard_model.py" />
      <source>Incomplete</source>
      <translation>Unvollständig</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/shard_model.py" />
      <source>Shard</source>
      <translation>Teil</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/shard_model.py" />
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/shard_model.py" />
      <source>State</source>
      <translation>Zustand</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/shard_model.py" />
      <source>Stopped in the middle</source>
      <translation>Mittendrin angehalten</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/shard_model.py" />
      <source>Tracks</source>
      <translation>Titel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/models/shard_model.py" />
      <source>{state}; failed lines: {reasons}</source>
      <translation>{state}; fehlerhafte Zeilen: {reasons}</translation>
    </message>
  </context>
  <context>
    <name>ShortcutsDialog</name>
    <message>
      <location filename="../../spotgui/ui/dialogs/shortcuts_dialog.py" />
      <source>Close</source>
      <translation>Schließen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/dialogs/shortcuts_dialog.py" />
      <source>Keyboard shortcuts</source>
      <translation>Tastenkürzel</translation>
    </message>
  </context>
  <context>
    <name>Step</name>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/step.py" />
      <source>Next</source>
      <translation>Weiter</translation>
    </message>
  </context>
  <context>
    <name>StepMarks</name>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/step_marks.py" />
      <source>Step {n} of {count}</source>
      <translation>Schritt {n} von {count}</translation>
    </message>
  </context>
  <context>
    <name>TimelinePage</name>
    <message>
      <location filename="../../spotgui/ui/timeline/timeline_page.py" />
      <source>As cue sheet…</source>
      <translation>Als Cue-Sheet …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/timeline_page.py" />
      <source>As table (CSV)…</source>
      <translation>Als Tabelle (CSV) …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/timeline_page.py" />
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/timeline_page.py" />
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/timeline_page.py" />
      <source>Cancelled.</source>
      <translation>Abgebrochen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/timeline_page.py" />
      <source>Export the timeline</source>
      <translation>Zeitleiste exportieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/timeline_page.py" />
      <source>Export…</source>
      <translation>Exportieren …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/timeline_page.py" />
      <source>Listening to the recording…</source>
      <translation>Die Aufnahme wird angehört …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/timeline_page.py" />
      <source>Nothing in these {length} is in your catalogue.</source>
      <translation>Nichts in diesen {length} ist in deinem Katalog.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/timeline_page.py" />
      <source>Progress through the recording</source>
      <translation>Fortschritt durch die Aufnahme</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/timeline_page.py" />
      <source>Timeline</source>
      <translation>Zeitleiste</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/timeline_page.py" />
      <source>Written: {file}</source>
      <translation>Geschrieben: {file}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/timeline_page.py" />
      <source>{songs} in {length}</source>
      <translation>{songs} in {length}</translation>
    </message>
  </context>
  <context>
    <name>TimelineRow</name>
    <message>
      <location filename="../../spotgui/ui/timeline/rows.py" />
      <source>Not known</source>
      <translation>Nicht bekannt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/rows.py" />
      <source>One of these</source>
      <translation>Eines von diesen</translation>
    </message>
  </context>
  <context>
    <name>TimelineStrip</name>
    <message>
      <location filename="../../spotgui/ui/timeline/strip.py" />
      <source>Not known</source>
      <translation>Nicht bekannt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/strip.py" />
      <source>One of these: {titles}</source>
      <translation>Eines von diesen: {titles}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/timeline/strip.py" />
      <source>Songs over the length of the recording</source>
      <translation>Lieder über die Länge der Aufnahme</translation>
    </message>
  </context>
  <context>
    <name>TrackPage</name>
    <message>
      <location filename="../../spotgui/ui/catalog/track_page.py" />
      <source>Copied: {text}</source>
      <translation>Kopiert: {text}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/track_page.py" />
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/track_page.py" />
      <source>No program here opens Spotify addresses.</source>
      <translation>Kein Programm hier öffnet Spotify-Adressen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/track_page.py" />
      <source>Open in Spotify</source>
      <translation>In Spotify öffnen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/track_page.py" />
      <source>Other releases of this recording</source>
      <translation>Andere Veröffentlichungen dieser Aufnahme</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/track_page.py" />
      <source>Search the web</source>
      <translation>Im Netz suchen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/track_page.py" />
      <source>The metadata says nothing about it; only its analysis is known.</source>
      <translation>Die Metadaten sagen nichts darüber; nur die Analyse ist bekannt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/track_page.py" />
      <source>Track</source>
      <translation>Titel</translation>
    </message>
  </context>
  <context>
    <name>Tray</name>
    <message>
      <location filename="../../spotgui/ui/desktop/tray.py" />
      <source>Listen</source>
      <translation>Zuhören</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/desktop/tray.py" />
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/desktop/tray.py" />
      <source>Show the window</source>
      <translation>Fenster zeigen</translation>
    </message>
  </context>
  <context>
    <name>UnknownBar</name>
    <message>
      <location filename="../../spotgui/ui/history/unknown_bar.py" />
      <source>Looking again…</source>
      <translation>Wird noch einmal gesucht …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/unknown_bar.py" />
      <source>Still not recognised.</source>
      <translation>Noch immer nicht erkannt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/unknown_bar.py" />
      <source>The library has not changed since they were last looked for.</source>
      <translation>Die Bibliothek ist seit der letzten Suche unverändert.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/history/unknown_bar.py" />
      <source>Try again</source>
      <translation>Noch einmal versuchen</translation>
    </message>
  </context>
  <context>
    <name>WelcomeStep</name>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>Have a noisy recording of one of its pieces recognised, or play its sound files on another device and listen.</source>
      <translation>Lass eine verrauschte Aufnahme eines ihrer Stücke erkennen, oder spiel ihre Klangdateien auf einem anderen Gerät und hör zu.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>Just looking?</source>
      <translation>Nur mal sehen?</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>Making the demo library</source>
      <translation>Die Demo-Bibliothek entsteht</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>Nothing you play or hear leaves it, and there is no limit.</source>
      <translation>Nichts, was du spielst oder hörst, verlässt ihn, und es gibt keine Grenze.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>One file of the audio analyses is enough to begin: 70,000 songs.</source>
      <translation>Eine Datei der Audioanalysen genügt für den Anfang: 70.000 Lieder.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>Progress of the demo library</source>
      <translation>Fortschritt der Demo-Bibliothek</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>Recognise a recording of it</source>
      <translation>Eine Aufnahme daraus erkennen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>Recognise music on your own computer</source>
      <translation>Erkenne Musik auf dem eigenen Computer</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>Set up my library</source>
      <translation>Meine Bibliothek einrichten</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>Show its sound files</source>
      <translation>Ihre Klangdateien zeigen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>Sixty short pieces, composed for this program, ready in about a minute.</source>
      <translation>Sechzig kurze Stücke, für dieses Programm komponiert, fertig in etwa einer Minute.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>Starting…</source>
      <translation>Es geht los …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>The demo library is being made…</source>
      <translation>Die Demo-Bibliothek entsteht …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>The demo library is ready</source>
      <translation>Die Demo-Bibliothek ist fertig</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>The files stay yours</source>
      <translation>Die Dateien bleiben deine</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>They are only read. Once imported, they can be deleted: what is needed is kept.</source>
      <translation>Sie werden nur gelesen. Nach dem Import kannst du sie löschen: Was nötig ist, bleibt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>Try the demo library</source>
      <translation>Demo-Bibliothek ausprobieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/welcome_step.py" />
      <source>You have the Spotify dump, or a part of it</source>
      <translation>Du hast den Spotify-Dump oder einen Teil davon</translation>
    </message>
  </context>
  <context>
    <name>WhyCard</name>
    <message>
      <location filename="../../spotgui/ui/result/sections.py" />
      <source>A dot is a moment where a sound begins, heard and in the song alike. Those of the same music lie on one line; the grey ones are there by chance.</source>
      <translation>Ein Punkt ist ein Augenblick, in dem ein Klang einsetzt, im Gehörten wie im Lied. Die derselben Musik liegen auf einer Linie; die grauen sind zufällig da.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/sections.py" />
      <source>Evidence {score} ({onsets} from onsets, {chroma} from harmony), needed {threshold}.</source>
      <translation>Belege {score} ({onsets} aus Einsätzen, {chroma} aus der Harmonie), nötig {threshold}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/sections.py" />
      <source>Why this match</source>
      <translation>Warum dieser Treffer</translation>
    </message>
  </context>
  <context>
    <name>WindowActions</name>
    <message>
      <location filename="../../spotgui/ui/actions.py" />
      <source>About spotgui</source>
      <translation>Über spotgui</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/actions.py" />
      <source>Keyboard shortcuts</source>
      <translation>Tastenkürzel</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/actions.py" />
      <source>Log</source>
      <translation>Protokoll</translation>
    </message>
  </context>
  <context>
    <name>_ShowButton</name>
    <message>
      <location filename="../../spotgui/ui/timeline/rows.py" />
      <source>Show {title} in the catalogue</source>
      <translation>{title} im Katalog zeigen</translation>
    </message>
  </context>
  <context>
    <name>catalogue</name>
    <message>
      <location filename="../../spotgui/ui/catalog/entries_of.py" />
      <source>Compilation</source>
      <translation>Zusammenstellung</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/entries_of.py" />
      <source>Disc {n}</source>
      <translation>Scheibe {n}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/entries_of.py" />
      <source>Single</source>
      <translation>Single</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/catalog/entries_of.py" />
      <source>{n} releases</source>
      <translation>{n} Veröffentlichungen</translation>
    </message>
  </context>
  <context>
    <name>core</name>
    <message>
      <location filename="../../spotgui/audio/capture.py" />
      <source>'{device}' cannot be opened ({why}).</source>
      <translation>„{device}“ lässt sich nicht öffnen ({why}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/capture.py" />
      <source>'{device}' is not there.</source>
      <translation>„{device}“ ist nicht da.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/capture.py" />
      <source>'{device}' went away: no more sound comes from it.</source>
      <translation>„{device}“ ist weg: Es kommt kein Ton mehr davon.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/ffmpeg.py" />
      <source>'{name}' holds no sound that can be read{why}.</source>
      <translation>„{name}“ enthält keinen lesbaren Ton{why}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/files.py" />
      <source>'{name}' is empty.</source>
      <translation>„{name}“ ist leer.</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/export.py" />
      <source>'{name}' names no format.</source>
      <translation>„{name}“ nennt kein Format.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/files.py" />
      <source>'{path}' cannot be read ({why}).</source>
      <translation>„{path}“ ist nicht lesbar ({why}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/export.py" />
      <source>'{path}' cannot be written ({why}).</source>
      <translation>„{path}“ lässt sich nicht schreiben ({why}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/files.py" />
      <source>'{path}' is a directory.</source>
      <translation>„{path}“ ist ein Ordner.</translation>
    </message>
    <message>
      <location filename="../../spotgui/recognizer/snippet.py" />
      <source>A kept snippet cannot be read.</source>
      <translation>Ein aufgehobener Ausschnitt ist nicht lesbar.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/raw.py" />
      <source>A sample rate of {rate} cannot be used.</source>
      <translation>Eine Abtastrate von {rate} ist nicht brauchbar.</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/sketch_code.py" />
      <source>A stored chroma sketch is damaged.</source>
      <translation>Eine gespeicherte Tonhöhenskizze ist beschädigt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/packing.py" />
      <source>A stored fingerprint is damaged.</source>
      <translation>Ein gespeicherter Fingerabdruck ist beschädigt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/takeover.py" />
      <source>An import into {folder} is running.</source>
      <translation>Ein Import nach {folder} läuft gerade.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/lock.py" />
      <source>Another import into {folder} is running.</source>
      <translation>Ein anderer Import nach {folder} läuft gerade.</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/database.py" />
      <source>Another program holds the history.</source>
      <translation>Ein anderes Programm hält den Verlauf offen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/capture.py" />
      <source>Another program may hold it, or the system may not allow this one to listen: check its privacy settings, or choose another input.</source>
      <translation>Vielleicht hält ein anderes Programm ihn fest, oder das System lässt dieses nicht zuhören: Sieh in den Datenschutz-Einstellungen nach oder wähle einen anderen Eingang.</translation>
    </message>
    <message>
      <location filename="../../spotgui/recognizer/opening.py" />
      <source>Answers have no titles: {error}</source>
      <translation>Antworten haben keine Titel: {error}</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/recording.py" />
      <source>At least {least:g} s are needed, 10 s are better.</source>
      <translation>Mindestens {least:g} s sind nötig, 10 s sind besser.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/files.py" />
      <source>Begin earlier.</source>
      <translation>Beginne früher.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/lock.py" />
      <source>Check its permissions, or use another data directory.</source>
      <translation>Prüfe die Zugriffsrechte oder verwende ein anderes Datenverzeichnis.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/files.py" />
      <source>Check its permissions.</source>
      <translation>Prüfe ihre Zugriffsrechte.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/capture.py" />
      <source>Check that it is plugged in and that sound works, then listen again.</source>
      <translation>Prüfe, ob es angeschlossen ist und der Ton geht, und höre dann noch einmal zu.</translation>
    </message>
    <message>
      <location filename="../../spotgui/errors.py" />
      <source>Check that its disk is there and that you may read and write it.</source>
      <translation>Prüfe, ob der Datenträger da ist und ob du dort lesen und schreiben darfst.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/platform_hints.py" />
      <source>Check that the input is the right one, is not muted and is turned up in the sound settings.</source>
      <translation>Prüfe in den Toneinstellungen, ob es der richtige Eingang ist, ob er nicht stumm und laut genug gestellt ist.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/platform_hints.py" />
      <source>Check that the microphone is not muted, and that Settings &gt; Privacy &gt; Microphone lets desktop apps listen: without it Windows gives silence.</source>
      <translation>Prüfe, ob das Mikrofon nicht stumm ist und ob Desktop-Apps unter Einstellungen &gt; Datenschutz &gt; Mikrofon zuhören dürfen: Sonst liefert Windows Stille.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/platform_hints.py" />
      <source>Check that the microphone is not muted, and that System Settings &gt; Privacy &amp; Security &gt; Microphone allows this program: without it macOS gives silence.</source>
      <translation>Prüfe, ob das Mikrofon nicht stumm ist und ob dieses Programm unter Systemeinstellungen &gt; Datenschutz &amp; Sicherheit &gt; Mikrofon erlaubt ist: Sonst liefert macOS Stille.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/files.py" />
      <source>Check the name.</source>
      <translation>Prüfe den Namen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/database.py" />
      <source>Check the permissions of its directory.</source>
      <translation>Prüfe die Zugriffsrechte des Ordners.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/recording.py" />
      <source>Check the recording, or the input it was made from.</source>
      <translation>Prüfe die Aufnahme oder den Eingang, von dem sie stammt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/state.py" />
      <source>Choose another place for the library.</source>
      <translation>Wähle einen anderen Ort für die Bibliothek.</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/export.py" />
      <source>Choose another place.</source>
      <translation>Wähle einen anderen Ort.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/recording.py" />
      <source>Choose another recording.</source>
      <translation>Wähle eine andere Aufnahme.</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/database.py" />
      <source>Close it and try again.</source>
      <translation>Schließe es und versuche es noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/database.py" />
      <source>Close other programs and try again.</source>
      <translation>Schließe andere Programme und versuche es noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/sqlite_source.py" />
      <source>Close the program that has it open, then try again.</source>
      <translation>Schließe das Programm, das sie offen hat, und versuche es noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/paths.py" />
      <source>Connect the disk that it is on and start again, or use another data directory.</source>
      <translation>Schließe den Datenträger an, auf dem sie liegt, und starte neu, oder verwende ein anderes Datenverzeichnis.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/files.py" />
      <source>Convert it, for example with 'ffmpeg -i FILE out.flac' ({probably_sound}).</source>
      <translation>Wandle sie um, zum Beispiel mit „ffmpeg -i DATEI out.flac“ ({probably_sound}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/files.py" />
      <source>Copy or download it again.</source>
      <translation>Kopiere oder lade sie noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/recognizer/snippet.py" />
      <source>Delete it from the history.</source>
      <translation>Lösche ihn aus dem Verlauf.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/sqlite_source.py" />
      <source>Download it again.</source>
      <translation>Lade sie noch einmal herunter.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/recording.py" />
      <source>Export it again from the program that made it.</source>
      <translation>Exportiere sie noch einmal aus dem Programm, das sie gemacht hat.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/decompress.py" />
      <source>Finish the download, or download it again.</source>
      <translation>Lade sie fertig oder noch einmal herunter.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/sqlite_source.py" />
      <source>Finish the download, then try again.</source>
      <translation>Lade sie fertig herunter und versuche es dann noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/database.py" />
      <source>Free some space on the disk.</source>
      <translation>Schaffe Platz auf dem Laufwerk.</translation>
    </message>
    <message>
      <location filename="../../spotgui/settings.py" />
      <source>Free some space or check the permissions.</source>
      <translation>Schaffe Platz oder prüfe die Zugriffsrechte.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>Import its shard again.</source>
      <translation>Importiere ihre Datei noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/analyses.py" />
      <source>Import shards with `spotgui import analysis PATH`.</source>
      <translation>Importiere Analysen: auf der Seite „Bibliothek“ oder mit `spotgui import analysis PFAD`.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/popularity.py" />
      <source>Import spotify_clean.sqlite3.zst first.</source>
      <translation>Importiere zuerst spotify_clean.sqlite3.zst.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/database.py" />
      <source>Import the metadata again.</source>
      <translation>Importiere die Metadaten noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>Import the shard again.</source>
      <translation>Importiere die Datei noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/ffmpeg.py" />
      <source>Install it ('sudo apt install ffmpeg'), or convert the file to wav, flac, ogg or mp3.</source>
      <translation>Installiere es („sudo apt install ffmpeg“) oder wandle die Datei in wav, flac, ogg oder mp3 um.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/portaudio.py" />
      <source>Install it: 'sudo apt install libportaudio2' (Debian, Ubuntu) or 'sudo dnf install portaudio' (Fedora).</source>
      <translation>Installiere sie: „sudo apt install libportaudio2“ (Debian, Ubuntu) oder „sudo dnf install portaudio“ (Fedora).</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/portaudio.py" />
      <source>Install the program again; the library belongs to its sounddevice package.</source>
      <translation>Installiere das Programm noch einmal; die Bibliothek gehört zu seinem Paket sounddevice.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>It cannot be read ({why}).</source>
      <translation>Sie ist nicht lesbar ({why}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/sqlite_source.py" />
      <source>It is not the metadata dump (spotify_clean.sqlite3).</source>
      <translation>Das sind nicht die Metadaten (spotify_clean.sqlite3).</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/export.py" />
      <source>Let it end with .csv, .json or .m3u8.</source>
      <translation>Lass ihn auf .csv, .json oder .m3u8 enden.</translation>
    </message>
    <message>
      <location filename="../../spotgui/errors.py" />
      <source>Make room there and try again.</source>
      <translation>Schaffe dort Platz und versuche es noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/disk_space.py" />
      <source>Make room there, or use another data directory.</source>
      <translation>Schaffe dort Platz oder nimm einen anderen Ort für die Bibliothek.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/database.py" />
      <source>Make room there, then run the same command again: it goes on where it stopped.</source>
      <translation>Schaffe dort Platz und starte es dann noch einmal: Es geht da weiter, wo es aufgehört hat.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/files.py" />
      <source>Name a sound file in it.</source>
      <translation>Nenne eine Tondatei darin.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/takeover.py" />
      <source>Name another one.</source>
      <translation>Nenne eine andere.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/raw.py" />
      <source>Name between 1 and 256.</source>
      <translation>Nenne 1 bis 256.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/raw.py" />
      <source>Name one between 1000 and 1000000.</source>
      <translation>Nenne eine zwischen 1000 und 1000000.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/sqlite_source.py" />
      <source>Name spotify_clean.sqlite3 or spotify_clean.sqlite3.zst.</source>
      <translation>Nenne spotify_clean.sqlite3 oder spotify_clean.sqlite3.zst.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/takeover.py" />
      <source>Name the directory of another library.</source>
      <translation>Nenne den Ordner einer anderen Bibliothek.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/takeover.py" />
      <source>Name the directory that the other machine had as its --data.</source>
      <translation>Nenne den Ordner, der auf dem anderen Rechner die Bibliothek (--data) war.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/metadata.py" />
      <source>Name the dump in it: spotify_clean.sqlite3 or spotify_clean.sqlite3.zst.</source>
      <translation>Nenne den Dump darin: spotify_clean.sqlite3 oder spotify_clean.sqlite3.zst.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/raw.py" />
      <source>Name the file instead.</source>
      <translation>Nenne stattdessen die Datei.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/analyses.py" />
      <source>No analysis is imported yet.</source>
      <translation>Noch sind keine Analysen importiert.</translation>
    </message>
    <message>
      <location filename="../../spotgui/logs.py" />
      <source>No log can be written in {folder} ({why}).</source>
      <translation>In {folder} lässt sich kein Protokoll schreiben ({why}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/popularity.py" />
      <source>No metadata is imported yet.</source>
      <translation>Noch sind keine Metadaten importiert.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/devices.py" />
      <source>No microphone was found.</source>
      <translation>Kein Mikrofon gefunden.</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/recovery.py" />
      <source>Only {share:.0%} of the codes can be explained: another version of Echoprint made them.</source>
      <translation>Nur {share:.0%} der Codes sind erklärbar: Eine andere Version von Echoprint hat sie gemacht.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/capture.py" />
      <source>Plug it in, or choose another input.</source>
      <translation>Schließe es an oder wähle einen anderen Eingang.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/devices.py" />
      <source>Plug one in and refresh the list, or recognise a sound file.</source>
      <translation>Schließe eins an und lies die Liste neu, oder erkenne eine Tondatei.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/adopt.py" />
      <source>Rebuild that index first.</source>
      <translation>Baue zuerst jenen Index neu auf.</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/database.py" />
      <source>Restore a backup, or move the file away to begin a new one; the catalogue and the index are not concerned.</source>
      <translation>Stelle eine Sicherung wieder her oder verschiebe die Datei, um neu zu beginnen; Katalog und Index sind nicht betroffen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/database.py" />
      <source>Restore it from a copy, or move it away and import the shards again.</source>
      <translation>Stelle sie aus einer Kopie wieder her oder schiebe sie beiseite und importiere die Shards noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/search.py" />
      <source>Run `spotgui rebuild` to make it again.</source>
      <translation>Baue den Index auf der Seite „Bibliothek“ neu auf (`spotgui rebuild`).</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/batches.py" />
      <source>Run `spotgui rebuild` to make the index again from the imported analyses.</source>
      <translation>Baue den Index auf der Seite „Bibliothek“ aus den importierten Analysen neu auf (`spotgui rebuild`).</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>Run `spotgui rebuild`, or import again.</source>
      <translation>Baue den Index neu auf (`spotgui rebuild`) oder importiere noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>Run `spotgui rebuild`.</source>
      <translation>Baue den Index neu auf (`spotgui rebuild`).</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/packing.py" />
      <source>Run `spotgui verify` to see where, and rebuild the index.</source>
      <translation>Prüfe die Bibliothek (`spotgui verify`), um zu sehen, wo, und baue den Index neu auf.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/raw.py" />
      <source>Run the program that writes it again.</source>
      <translation>Starte das Programm, das sie schreibt, noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/raw.py" />
      <source>Send 16-bit PCM.</source>
      <translation>Sende 16-Bit-PCM.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/raw.py" />
      <source>Send it as raw PCM.</source>
      <translation>Sende ihn als rohes PCM.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>Shard {name} should have {tracks} tracks and has {found}.</source>
      <translation>Datei {name} soll {tracks} Titel haben und hat {found}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/raw.py" />
      <source>Sound of {channels} channels cannot be used.</source>
      <translation>Ton mit {channels} Kanälen ist nicht brauchbar.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/devices.py" />
      <source>System audio ({name})</source>
      <translation>Ton des Rechners ({name})</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/platform_hints.py" />
      <source>System audio is listed when PulseAudio or PipeWire runs and their tools are installed: 'sudo apt install pulseaudio-utils'.</source>
      <translation>Der Ton des Rechners steht in der Liste, wenn PulseAudio oder PipeWire läuft und ihre Werkzeuge installiert sind: „sudo apt install pulseaudio-utils“.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/sqlite_source.py" />
      <source>Table {table!r} of {name} has no column {column!r}.</source>
      <translation>Tabelle {table!r} von {name} hat keine Spalte {column!r}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/takeover.py" />
      <source>Taking over {folder}</source>
      <translation>Die Übernahme von {folder}</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/portaudio.py" />
      <source>The PortAudio library is missing, so no microphone can be used.</source>
      <translation>Die Bibliothek PortAudio fehlt, darum geht kein Mikrofon.</translation>
    </message>
    <message>
      <location filename="../../spotgui/tasks/process_task.py" />
      <source>The background process ended unexpectedly (code {code}).</source>
      <translation>Der Hintergrundprozess endete unerwartet (Code {code}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/recovery.py" />
      <source>The code string does not follow the order of Echoprint 4.12.</source>
      <translation>Die Codes folgen nicht der Ordnung von Echoprint 4.12.</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/codestring.py" />
      <source>The code string holds characters that no code string has.</source>
      <translation>Die Codes enthalten Zeichen, die es darin nicht gibt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/codestring.py" />
      <source>The code string holds no codes.</source>
      <translation>Es sind keine Codes darin.</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/codestring.py" />
      <source>The code string is cut off: it ends in the middle of its data.</source>
      <translation>Die Codes sind abgeschnitten: Sie enden mitten in ihren Daten.</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/codestring.py" />
      <source>The code string is cut off: its length fits no base64 text.</source>
      <translation>Die Codes sind abgeschnitten: Ihre Länge passt zu keinem base64-Text.</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/codestring.py" />
      <source>The code string is damaged: it does not decompress ({error}).</source>
      <translation>Die Codes sind beschädigt: Sie lassen sich nicht entpacken ({error}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/codestring.py" />
      <source>The code string is damaged: it holds characters that are no hex digits.</source>
      <translation>Die Codes sind beschädigt: Sie enthalten Zeichen, die keine Hexziffern sind.</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/codestring.py" />
      <source>The code string is damaged: {digits} digits are not whole pairs of time and code.</source>
      <translation>Die Codes sind beschädigt: {digits} Ziffern sind keine ganzen Paare aus Zeit und Code.</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/stored.py" />
      <source>The code string is damaged: {why}.</source>
      <translation>Die Codes sind beschädigt: {why}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/codestring.py" />
      <source>The code string is empty.</source>
      <translation>Die Codes sind leer.</translation>
    </message>
    <message>
      <location filename="../../spotgui/fingerprint/codestring.py" />
      <source>The code string unpacks to more than {most} codes.</source>
      <translation>Es sind mehr als {most} Codes.</translation>
    </message>
    <message>
      <location filename="../../spotgui/demo/library.py" />
      <source>The demo needs about 20 MB; make room and try again.</source>
      <translation>Die Demo braucht etwa 20 MB; schaffe Platz und versuche es noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/errors.py" />
      <source>The disk is full: {why}.</source>
      <translation>Der Datenträger ist voll: {why}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/demo/library.py" />
      <source>The disk that holds {folder} is full.</source>
      <translation>Das Laufwerk mit {folder} ist voll.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/database.py" />
      <source>The disk with {folder} is full.</source>
      <translation>Das Laufwerk mit {folder} ist voll.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/recording.py" />
      <source>The file is damaged; only its first {seconds:.1f} s could be used.</source>
      <translation>Die Datei ist beschädigt; nur ihre ersten {seconds:.1f} s waren brauchbar.</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/database.py" />
      <source>The history '{path}' cannot be opened ({why}).</source>
      <translation>Der Verlauf „{path}“ lässt sich nicht öffnen ({why}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/database.py" />
      <source>The history '{path}' cannot be opened or written ({error}).</source>
      <translation>Der Verlauf „{path}“ lässt sich nicht öffnen oder schreiben ({error}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/database.py" />
      <source>The history '{path}' is damaged or not a history.</source>
      <translation>Der Verlauf „{path}“ ist beschädigt oder kein Verlauf.</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/database.py" />
      <source>The history was written by a newer version (format {found}, this one knows {known}).</source>
      <translation>Den Verlauf hat eine neuere Version geschrieben (Format {found}, diese kennt {known}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/manifest.py" />
      <source>The index in {folder} has format {version}, which this version no longer reads.</source>
      <translation>Der Index in {folder} hat das Format {version}, das diese Version nicht mehr liest.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/manifest.py" />
      <source>The index in {folder} was written by a newer version of spotgui (format {version}, this one reads {known}).</source>
      <translation>Den Index in {folder} hat eine neuere Version von spotgui geschrieben (Format {version}, diese liest {known}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/devices.py" />
      <source>The input '{name}' is not there; listening to '{label}' instead.</source>
      <translation>Der Eingang „{name}“ ist nicht da; stattdessen wird „{label}“ gehört.</translation>
    </message>
    <message>
      <location filename="../../spotgui/paths.py" />
      <source>The library {folder} cannot be used: {why}.</source>
      <translation>Die Bibliothek {folder} kann nicht benutzt werden: {why}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/lock.py" />
      <source>The library {folder} cannot be written: {why}.</source>
      <translation>Die Bibliothek {folder} lässt sich nicht schreiben: {why}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/paths.py" />
      <source>The library {folder} is not there.</source>
      <translation>Die Bibliothek {folder} ist nicht da.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>The lookup of {name} is not complete.</source>
      <translation>Das Verzeichnis von {name} ist nicht vollständig.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/metadata.py" />
      <source>The metadata import</source>
      <translation>Der Import der Metadaten</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/recording.py" />
      <source>The recording is clipped: it was made too loud, which costs accuracy.</source>
      <translation>Die Aufnahme ist übersteuert: Das kostet Genauigkeit.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/search.py" />
      <source>The search index {file} is missing or not of this library.</source>
      <translation>Der Suchindex {file} fehlt oder gehört nicht zu dieser Bibliothek.</translation>
    </message>
    <message>
      <location filename="../../spotgui/settings.py" />
      <source>The settings cannot be saved in {path} ({why}).</source>
      <translation>Die Einstellungen lassen sich in {path} nicht speichern ({why}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/settings.py" />
      <source>The settings file was damaged; defaults are used. It is kept as {kept}.</source>
      <translation>Die Datei der Einstellungen war beschädigt; es gelten die Vorgaben. Sie ist aufgehoben als {kept}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/settings.py" />
      <source>The settings in {path} cannot be read ({why}); defaults are used.</source>
      <translation>Die Einstellungen in {path} sind nicht lesbar ({why}); es gelten die Vorgaben.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/batches.py" />
      <source>The stored fingerprint of track {number} is damaged.</source>
      <translation>Der gespeicherte Fingerabdruck von Titel {number} ist beschädigt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/plan.py" />
      <source>Their names end in .jsonl.zst; name the folder that holds them.</source>
      <translation>Ihre Namen enden auf .jsonl.zst; nenne den Ordner, in dem sie sind.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/plan.py" />
      <source>There are no shards in {path}.</source>
      <translation>In {path} sind keine Analysen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/files.py" />
      <source>There is no file '{path}'.</source>
      <translation>Es gibt keine Datei „{path}“.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/takeover.py" />
      <source>There is no library in {folder}: {name} is missing.</source>
      <translation>In {folder} ist keine Bibliothek: {name} fehlt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/database.py" />
      <source>There is no room left to write the history.</source>
      <translation>Es ist kein Platz mehr, um den Verlauf zu schreiben.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/database.py" />
      <source>There is not enough memory to work on {name}.</source>
      <translation>Der Arbeitsspeicher reicht nicht für {name}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/settings.py" />
      <source>These settings were not readable and are at their defaults: {names}.</source>
      <translation>Diese Einstellungen waren nicht lesbar und haben ihre Vorgaben: {names}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/ffmpeg.py" />
      <source>To read '{name}' the program ffmpeg is needed.</source>
      <translation>Um „{name}“ zu lesen, braucht es das Programm ffmpeg.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>Track {track_id}: {problem}</source>
      <translation>Titel {track_id}: {problem}</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/ffmpeg.py" />
      <source>Try another copy of the file.</source>
      <translation>Versuche es mit einer anderen Kopie der Datei.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/database.py" />
      <source>Update spotgui, or use another data directory.</source>
      <translation>Aktualisiere spotgui oder nimm einen anderen Ort für die Bibliothek.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/manifest.py" />
      <source>Use that version, or run `spotgui rebuild` with this one.</source>
      <translation>Nimm jene Version oder baue den Index mit dieser neu auf (`spotgui rebuild`).</translation>
    </message>
    <message>
      <location filename="../../spotgui/history/database.py" />
      <source>Use the newer version of spotgui.</source>
      <translation>Nimm die neuere Version von spotgui.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/lock.py" />
      <source>Wait until it is done, or stop it.</source>
      <translation>Warte, bis er fertig ist, oder halte ihn an.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/database.py" />
      <source>Wait until the other import is done, or close the other program.</source>
      <translation>Warte, bis der andere Import fertig ist, oder schließe das andere Programm.</translation>
    </message>
    <message>
      <location filename="../../spotgui/tasks/process_task.py" />
      <source>What was finished is kept. Start it again; close other programs if memory is short.</source>
      <translation>Was fertig war, ist aufgehoben. Starte es noch einmal; schließe andere Programme, wenn der Speicher knapp ist.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/platform_hints.py" />
      <source>Windows lists what it plays only when the sound card has a 'Stereo Mix' input; turn it on under Sound &gt; Recording. A loopback driver such as VB-Cable adds one.</source>
      <translation>Windows nennt, was es spielt, nur, wenn die Soundkarte einen Eingang „Stereomix“ hat; schalte ihn unter Sound &gt; Aufnahme ein. Ein Loopback-Treiber wie VB-Cable fügt einen hinzu.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/zstd_frames.py" />
      <source>a hole of zeros at byte {byte:,}: still downloading?</source>
      <translation>eine Lücke aus Nullen bei Byte {byte:,}: Lädt sie noch?</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>checking fingerprints</source>
      <translation>Fingerabdrücke werden geprüft</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>checking metadata</source>
      <translation>Metadaten werden geprüft</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>checking {name}</source>
      <translation>{name} wird geprüft</translation>
    </message>
    <message>
      <location filename="../../spotgui/demo/rendering.py" />
      <source>composing and playing pieces</source>
      <translation>Stücke werden komponiert und gespielt</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/adopt.py" />
      <source>copying {name}</source>
      <translation>{name} wird kopiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/zstd_frames.py" />
      <source>damaged at byte {byte:,}</source>
      <translation>beschädigt bei Byte {byte:,}</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/decompress.py" />
      <source>damaged before byte {byte:,}</source>
      <translation>beschädigt vor Byte {byte:,}</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/metadata.py" />
      <source>decompressing {name}</source>
      <translation>{name} wird entpackt</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/search_build.py" />
      <source>gathering what belongs to {things}</source>
      <translation>was zu {things} gehört, wird gesammelt</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/job.py" />
      <source>importing {name}</source>
      <translation>{name} wird importiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/job.py" />
      <source>importing {name} and {n} more</source>
      <translation>{name} und {n} weitere werden importiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/search_build.py" />
      <source>indexing the names of {table}</source>
      <translation>Namen von {table} werden verzeichnet</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/indexing.py" />
      <source>indexing tracks</source>
      <translation>Titel werden verzeichnet</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/meta_schema.py" />
      <source>joining albums to artists</source>
      <translation>Alben und Künstler werden verbunden</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/meta_schema.py" />
      <source>joining albums to tracks</source>
      <translation>Alben und Titel werden verbunden</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/meta_schema.py" />
      <source>joining tracks to artists</source>
      <translation>Titel und Künstler werden verbunden</translation>
    </message>
    <message>
      <location filename="../../spotgui/recognizer/timeline.py" />
      <source>listening</source>
      <translation>es wird zugehört</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/platform_hints.py" />
      <source>macOS offers no input for what it plays. A loopback driver such as BlackHole adds one; then it is listed here.</source>
      <translation>macOS bietet keinen Eingang für das, was es spielt. Ein Loopback-Treiber wie BlackHole fügt einen hinzu; dann steht er hier.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/merge.py" />
      <source>merging segments</source>
      <translation>Segmente werden zusammengeführt</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/zstd_frames.py" />
      <source>no readable zstd header at byte {byte:,}</source>
      <translation>kein lesbarer zstd-Kopf bei Byte {byte:,}</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/zstd_frames.py" />
      <source>not a zstd file</source>
      <translation>keine zstd-Datei</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/zstd_frames.py" />
      <source>something that is not zstd at byte {byte:,}</source>
      <translation>etwas, das nicht zstd ist, bei Byte {byte:,}</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/meta_schema.py" />
      <source>sorting {name} by id</source>
      <translation>{name} werden nach Kennung sortiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/search_build.py" />
      <source>sorting {table} by name</source>
      <translation>{table} werden nach Namen sortiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/takeover.py" />
      <source>taking over tracks</source>
      <translation>Titel werden übernommen</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/zstd_frames.py" />
      <source>the file ends in the middle, after {byte:,} bytes</source>
      <translation>die Datei endet in der Mitte, nach {byte:,} Bytes</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/zstd_frames.py" />
      <source>the file is empty</source>
      <translation>die Datei ist leer</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/takeover.py" />
      <source>{file} holds no analyses.</source>
      <translation>{file} enthält keine Analysen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/adopt.py" />
      <source>{folder} cannot be taken over: {problem}</source>
      <translation>{folder} kann nicht übernommen werden: {problem}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/setup_wizard/state.py" />
      <source>{folder} cannot be written ({why}).</source>
      <translation>{folder} lässt sich nicht schreiben ({why}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/takeover.py" />
      <source>{folder} is this library itself.</source>
      <translation>{folder} ist diese Bibliothek selbst.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>{found} onsets instead of {count}.</source>
      <translation>{found} Einsätze statt {count}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>{found} tracks are of shard {shard_no}, which the ledger does not know.</source>
      <translation>{found} Titel stammen aus Datei {shard_no}, die nicht verzeichnet ist.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>{indexed} of {tracks} tracks are in the index.</source>
      <translation>{indexed} von {tracks} Titeln sind im Index.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>{more} track numbers are there more than once.</source>
      <translation>{more} Titelnummern gibt es mehrfach.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/decompress.py" />
      <source>{name} cannot be used: {problem}.</source>
      <translation>{name} ist nicht brauchbar: {problem}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/raw.py" />
      <source>{name} ends inside its wav header.</source>
      <translation>{name} endet mitten im wav-Kopf.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/raw.py" />
      <source>{name} has a damaged wav header.</source>
      <translation>{name} hat einen beschädigten wav-Kopf.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/sqlite_source.py" />
      <source>{name} has no table {table!r}.</source>
      <translation>{name} hat keine Tabelle {table!r}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/recording.py" />
      <source>{name} holds no sound.</source>
      <translation>{name} enthält keinen Ton.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/raw.py" />
      <source>{name} is a wav stream of a kind that cannot be read.</source>
      <translation>{name} ist ein wav-Strom einer Art, die nicht lesbar ist.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/raw.py" />
      <source>{name} is a wav stream without a format.</source>
      <translation>{name} ist ein wav-Strom ohne Format.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/raw.py" />
      <source>{name} is an m4a or mp4 file, which must be able to seek.</source>
      <translation>{name} ist eine m4a- oder mp4-Datei, in der gesprungen werden muss.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/sqlite_source.py" />
      <source>{name} is damaged ({error}).</source>
      <translation>{name} ist beschädigt ({error}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/files.py" />
      <source>{name} is damaged ({why}).</source>
      <translation>{name} ist beschädigt ({why}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/metadata_at_hand.py" />
      <source>{name} is damaged, so new tracks have no popularity yet. Import the metadata again.</source>
      <translation>{name} ist beschädigt; neue Titel haben deshalb noch keine Beliebtheit. Importiere die Metadaten noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/metadata_at_hand.py" />
      <source>{name} is damaged, so what you chose to recognise waits, and all new tracks are recognised. Import the metadata again.</source>
      <translation>{name} ist beschädigt; deine Auswahl, was erkannt werden soll, wartet deshalb, und alle neuen Titel werden erkannt. Importiere die Metadaten noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/recording.py" />
      <source>{name} is damaged: {share:.0%} of its samples are not numbers.</source>
      <translation>{name} ist beschädigt: {share:.0%} der Abtastwerte sind keine Zahlen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/sqlite_source.py" />
      <source>{name} is empty.</source>
      <translation>{name} ist leer.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/sqlite_source.py" />
      <source>{name} is locked by another program.</source>
      <translation>{name} ist von einem anderen Programm gesperrt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/files.py" />
      <source>{name} is not a sound file that can be read.</source>
      <translation>{name} ist keine lesbare Tondatei.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/sqlite_source.py" />
      <source>{name} is not an sqlite database.</source>
      <translation>{name} ist keine sqlite-Datenbank.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/files.py" />
      <source>{name} is only {length:.1f} s long.</source>
      <translation>{name} ist nur {length:.1f} s lang.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/recording.py" />
      <source>{name} is silent.</source>
      <translation>{name} ist still.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/recording.py" />
      <source>{name} is too short: {seconds:.1f} s.</source>
      <translation>{name} ist zu kurz: {seconds:.1f} s.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/sqlite_source.py" />
      <source>{name} is truncated: {size:,} of {expected:,} bytes are there.</source>
      <translation>{name} ist abgeschnitten: {size:,} von {expected:,} Bytes sind da.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/reading.py" />
      <source>{path} cannot be read at byte {byte}.</source>
      <translation>{path} ist bei Byte {byte} nicht lesbar.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/database.py" />
      <source>{path} cannot be used: {why}.</source>
      <translation>{path} ist nicht brauchbar: {why}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/durable.py" />
      <source>{path} cannot be written: {why}.</source>
      <translation>{path} lässt sich nicht schreiben: {why}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/metadata.py" />
      <source>{path} does not exist.</source>
      <translation>{path} gibt es nicht.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/metadata.py" />
      <source>{path} is a folder.</source>
      <translation>{path} ist ein Ordner.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/database.py" />
      <source>{path} is damaged ({why}).</source>
      <translation>{path} ist beschädigt ({why}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/manifest.py" />
      <source>{path} is damaged.</source>
      <translation>{path} ist beschädigt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/manifest.py" />
      <source>{path} is damaged: its checksum is wrong.</source>
      <translation>{path} ist beschädigt: Die Prüfsumme stimmt nicht.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/format.py" />
      <source>{path} is damaged: the checksum of its header is wrong.</source>
      <translation>{path} ist beschädigt: Die Prüfsumme des Kopfes stimmt nicht.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/segment.py" />
      <source>{path} is missing.</source>
      <translation>{path} fehlt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/format.py" />
      <source>{path} is not a segment of the index, or cut short.</source>
      <translation>{path} ist kein Segment des Index oder abgeschnitten.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/segment.py" />
      <source>{path} is not what the manifest says: cut short or another file.</source>
      <translation>{path} ist nicht, was im Verzeichnis steht: abgeschnitten oder eine andere Datei.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/database.py" />
      <source>{path} is open in another process.</source>
      <translation>{path} ist in einem anderen Prozess offen.</translation>
    </message>
    <message>
      <location filename="../../spotgui/index/segment.py" />
      <source>{path} was made with other landmarks than this version's.</source>
      <translation>{path} wurde mit anderen Landmarken gemacht als denen dieser Version.</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/migrations.py" />
      <source>{path} was written by a newer version of spotgui (schema {version}, this one knows {known}).</source>
      <translation>{path} hat eine neuere Version von spotgui geschrieben (Schema {version}, diese kennt {known}).</translation>
    </message>
    <message>
      <location filename="../../spotgui/catalog/database.py" />
      <source>{path} was written by a newer version of spotgui.</source>
      <translation>{path} hat eine neuere Version von spotgui geschrieben.</translation>
    </message>
    <message>
      <location filename="../../spotgui/audio/recording.py" />
      <source>{replaced} samples were not numbers and were replaced by silence.</source>
      <translation>{replaced} Abtastwerte waren keine Zahlen und wurden durch Stille ersetzt.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/verify.py" />
      <source>{twice} tracks are there more than once.</source>
      <translation>{twice} Titel gibt es mehrfach.</translation>
    </message>
    <message>
      <location filename="../../spotgui/importer/disk_space.py" />
      <source>{what} needs {needed} in {folder}, but only {free} are free.</source>
      <translation>{what} braucht {needed} in {folder}, aber nur {free} sind frei.</translation>
    </message>
  </context>
  <context>
    <name>details</name>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>Content</source>
      <translation>Inhalt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>Duration</source>
      <translation>Dauer</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>Explicit</source>
      <translation>Explizit</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>Genres</source>
      <translation>Genres</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>ISRC</source>
      <translation>ISRC</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>Key</source>
      <translation>Tonart</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>Label</source>
      <translation>Label</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>Popularity</source>
      <translation>Beliebtheit</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>Released</source>
      <translation>Erschienen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>Tempo</source>
      <translation>Tempo</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>{key} major</source>
      <translation>{key} Dur</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>{key} minor</source>
      <translation>{key} Moll</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>{n} BPM</source>
      <translation>{n} BPM</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/details.py" />
      <source>{n} of 100</source>
      <translation>{n} von 100</translation>
    </message>
  </context>
  <context>
    <name>formats</name>
    <message>
      <location filename="../../spotgui/ui/formats.py" />
      <source>Today {time}</source>
      <translation>Heute {time}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/formats.py" />
      <source>Yesterday {time}</source>
      <translation>Gestern {time}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/formats.py" />
      <source>a few seconds</source>
      <translation>ein paar Sekunden</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/formats.py" />
      <source>about {time}</source>
      <translation>etwa {time}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/formats.py" />
      <source>under {percent}</source>
      <translation>unter {percent}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/formats.py" />
      <source>{n} days</source>
      <translation>{n} Tage</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/formats.py" />
      <source>{n} h</source>
      <translation>{n} h</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/formats.py" />
      <source>{n} min</source>
      <translation>{n} min</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/formats.py" />
      <source>{n} s</source>
      <translation>{n} s</translation>
    </message>
  </context>
  <context>
    <name>keys</name>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>Cancel what is running</source>
      <translation>Abbrechen, was läuft</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>Copy “Artist - Title”</source>
      <translation>„Künstler - Titel“ kopieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>Delete the selected entries</source>
      <translation>Gewählte Einträge löschen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>Export the history or a timeline</source>
      <translation>Verlauf oder Zeitleiste exportieren</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>Forward</source>
      <translation>Vor</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>In the setup: go on to the next step</source>
      <translation>In der Einrichtung: weiter zum nächsten Schritt</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>Listen page; 2, 3 and 4 open the other pages</source>
      <translation>Seite Zuhören; 2, 3 und 4 öffnen die anderen Seiten</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>Listen, or stop (Space on the Listen page)</source>
      <translation>Zuhören oder aufhören (Leertaste auf der Seite Zuhören)</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>Preferences</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>Recognise a sound file</source>
      <translation>Eine Klangdatei erkennen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>Search the catalogue or the history</source>
      <translation>Katalog oder Verlauf durchsuchen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/keys.py" />
      <source>This table</source>
      <translation>Diese Tabelle</translation>
    </message>
  </context>
  <context>
    <name>listen</name>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>Following the music</source>
      <translation>Folgt der Musik</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>Getting ready…</source>
      <translation>Wird vorbereitet …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>Import some songs first; the demo library takes a minute.</source>
      <translation>Importiere zuerst einige Lieder; die Demo-Bibliothek braucht eine Minute.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>It is one of these</source>
      <translation>Es ist eines von diesen</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>It is too loud and distorts. Turn it down a little.</source>
      <translation>Es ist zu laut und verzerrt. Stell es etwas leiser.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>It is very quiet. Move closer or turn the music up.</source>
      <translation>Es ist sehr leise. Geh näher heran oder stell die Musik lauter.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>It was one of these: {titles}.</source>
      <translation>Es war eines von diesen: {titles}.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>It was too quiet</source>
      <translation>Es war zu leise</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>Listening… {n} s</source>
      <translation>Hört zu … {n} s</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>Move closer or turn the music up, then try again.</source>
      <translation>Geh näher heran oder stell die Musik lauter und versuch es noch einmal.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>No sound came in</source>
      <translation>Es kam kein Ton an</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>No sound is coming in from “{device}”. Is it muted, or is another input the right one?</source>
      <translation>Von „{device}“ kommt kein Ton. Ist es stumm, oder ist ein anderer Eingang der richtige?</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>Not in your catalogue</source>
      <translation>Nicht in deinem Katalog</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>Not sure enough</source>
      <translation>Nicht sicher genug</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>Nothing is imported yet</source>
      <translation>Noch ist nichts importiert</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>Nothing was found just now; spotgui listens again in a moment.</source>
      <translation>Eben wurde nichts gefunden; spotgui hört gleich wieder zu.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>Opening the microphone…</source>
      <translation>Das Mikrofon wird geöffnet …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>Some five seconds of music are needed.</source>
      <translation>Es braucht etwa fünf Sekunden Musik.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>Something came close, but not close enough to name it. Try a louder or clearer part of the song.</source>
      <translation>Etwas kam nahe, aber nicht nahe genug, um es zu nennen. Versuch eine lautere oder klarere Stelle des Lieds.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>That was too short</source>
      <translation>Das war zu kurz</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>The same music is in several of your songs. Listen longer, or to another part, to tell them apart.</source>
      <translation>Dieselbe Musik steckt in mehreren deiner Lieder. Hör länger zu, oder an einer anderen Stelle, um sie zu unterscheiden.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>The song is known; spotgui listens again in a while.</source>
      <translation>Das Lied ist bekannt; spotgui hört nach einer Weile wieder zu.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>This recording is not among the songs that you have imported, or there is too much noise over it.</source>
      <translation>Diese Aufnahme ist nicht unter den importierten Liedern, oder es liegt zu viel Lärm darüber.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>Waiting for sound…</source>
      <translation>Wartet auf Ton …</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>What is playing?</source>
      <translation>Was läuft gerade?</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>You can click already; the first answer takes a moment longer.</source>
      <translation>Du kannst schon klicken; die erste Antwort dauert etwas länger.</translation>
    </message>
  </context>
  <context>
    <name>navigation</name>
    <message>
      <location filename="../../spotgui/ui/pages.py" />
      <source>Catalogue</source>
      <translation>Katalog</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/pages.py" />
      <source>History</source>
      <translation>Verlauf</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/pages.py" />
      <source>Library</source>
      <translation>Bibliothek</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/pages.py" />
      <source>Listen</source>
      <translation>Zuhören</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/pages.py" />
      <source>Preferences</source>
      <translation>Einstellungen</translation>
    </message>
  </context>
  <context>
    <name>plurals</name>
    <message numerus="yes">
      <location filename="../../spotgui/ui/imports/aftermath.py" />
      <source>Import finished: {n} tracks.</source>
      <translation>
        <numerusform>Import beendet: {n} Titel.</numerusform>
        <numerusform>Import beendet: {n} Titel.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/library/maintenance.py" />
      <source>The index is made again: {n} tracks.</source>
      <translation>
        <numerusform>Der Index ist neu gebaut: {n} Titel.</numerusform>
        <numerusform>Der Index ist neu gebaut: {n} Titel.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>{n} albums</source>
      <translation>
        <numerusform>{n} Album</numerusform>
        <numerusform>{n} Alben</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>{n} artists</source>
      <translation>
        <numerusform>{n} Künstler</numerusform>
        <numerusform>{n} Künstler</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/history/history_files.py" />
      <source>{n} entries</source>
      <translation>
        <numerusform>{n} Eintrag</numerusform>
        <numerusform>{n} Einträge</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>{n} entries deleted</source>
      <translation>
        <numerusform>{n} Eintrag gelöscht</numerusform>
        <numerusform>{n} Einträge gelöscht</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/setup_wizard/files_step.py" />
      <source>{n} files of analyses</source>
      <translation>
        <numerusform>{n} Datei mit Analysen</numerusform>
        <numerusform>{n} Dateien mit Analysen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/catalog/artist_page.py" />
      <source>{n} followers</source>
      <translation>
        <numerusform>{n} Anhänger</numerusform>
        <numerusform>{n} Anhänger</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/imports/import_card.py" />
      <source>{n} lines were not usable.</source>
      <translation>
        <numerusform>{n} Zeile war nicht brauchbar.</numerusform>
        <numerusform>{n} Zeilen waren nicht brauchbar.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/library/library_page.py" />
      <source>{n} other files</source>
      <translation>
        <numerusform>{n} weitere Datei</numerusform>
        <numerusform>{n} weitere Dateien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>{n} repeats were merged</source>
      <translation>
        <numerusform>{n} Wiederholung wurde zusammengefasst</numerusform>
        <numerusform>{n} Wiederholungen wurden zusammengefasst</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/history/history_page.py" />
      <source>{n} selected</source>
      <translation>
        <numerusform>{n} gewählt</numerusform>
        <numerusform>{n} gewählt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/setup_wizard/selection_step.py" />
      <source>{n} shards are left out as well; the command line changes that, with “spotgui select”.</source>
      <translation>
        <numerusform>Außerdem bleibt {n} Shard weg; das ändert die Befehlszeile mit „spotgui select“.</numerusform>
        <numerusform>Außerdem bleiben {n} Shards weg; das ändert die Befehlszeile mit „spotgui select“.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/timeline/strip.py" />
      <source>{n} songs</source>
      <translation>
        <numerusform>{n} Lied</numerusform>
        <numerusform>{n} Lieder</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/listen/state_words.py" />
      <source>{n} songs can be recognised.</source>
      <translation>
        <numerusform>{n} Lied wird erkannt.</numerusform>
        <numerusform>{n} Lieder werden erkannt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/imports/aftermath.py" />
      <source>{n} sounds that were not recognised before are known now.</source>
      <translation>
        <numerusform>{n} bisher nicht erkannter Klang ist jetzt bekannt.</numerusform>
        <numerusform>{n} bisher nicht erkannte Klänge sind jetzt bekannt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/history/unknown_bar.py" />
      <source>{n} sounds were not recognised. They are tried again after every import.</source>
      <translation>
        <numerusform>{n} Klang wurde nicht erkannt. Er wird nach jedem Import wieder versucht.</numerusform>
        <numerusform>{n} Klänge wurden nicht erkannt. Sie werden nach jedem Import wieder versucht.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/catalog/search_page.py" />
      <source>{n} tracks</source>
      <translation>
        <numerusform>{n} Titel</numerusform>
        <numerusform>{n} Titel</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/setup_wizard/done_step.py" />
      <source>{n} tracks can be recognised.</source>
      <translation>
        <numerusform>{n} Titel wird erkannt.</numerusform>
        <numerusform>{n} Titel werden erkannt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <location filename="../../spotgui/ui/history/unknown_bar.py" />
      <source>{n} were recognised now.</source>
      <translation>
        <numerusform>{n} wurde jetzt erkannt.</numerusform>
        <numerusform>{n} wurden jetzt erkannt.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>result</name>
    <message>
      <location filename="../../spotgui/ui/result/words.py" />
      <source>Certain</source>
      <translation>Sicher</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/words.py" />
      <source>It fits well, and clearly better than any other recording.</source>
      <translation>Es passt gut und deutlich besser als jede andere Aufnahme.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/words.py" />
      <source>It fits, but not by much. Listen a little longer to be sure.</source>
      <translation>Es passt, aber nur knapp. Hör etwas länger zu, um sicher zu sein.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/words.py" />
      <source>No other recording in your catalogue comes near.</source>
      <translation>Keine andere Aufnahme in deinem Katalog kommt heran.</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/words.py" />
      <source>Not sure</source>
      <translation>Unsicher</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/words.py" />
      <source>Track {id}</source>
      <translation>Titel {id}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/words.py" />
      <source>Very likely</source>
      <translation>Sehr wahrscheinlich</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/words.py" />
      <source>at {time}</source>
      <translation>bei {time}</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/words.py" />
      <source>{n} % faster than the record</source>
      <translation>{n} % schneller als die Aufnahme</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/words.py" />
      <source>{n} % slower than the record</source>
      <translation>{n} % langsamer als die Aufnahme</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/words.py" />
      <source>{n} points behind</source>
      <translation>{n} Punkte dahinter</translation>
    </message>
    <message>
      <location filename="../../spotgui/ui/result/words.py" />
      <source>{title} by {artists}. {word}.</source>
      <translation>{title} von {artists}. {word}.</translation>
    </message>
  </context>
</TS>
