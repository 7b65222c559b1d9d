@echo off
rem Administers ClearML servers: clearml-admin COMMAND; --help says more.
rem     clearml-admin --make-archive     once after installing: each start is faster from then on
rem JAVA_HOME names the Java, 17 or later; JAVA_OPTS has options for it that come last.
setlocal
set "home=%~dp0.."
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%home%\runtime\bin\java.exe" set "java=%home%\runtime\bin\java"
set "archive=%home%\lib\clearml-admin.jsa"
rem A command lives for a second: the first compiler, the smallest collector and a small heap suit it.
set "options=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms16m -XX:MaxRAMPercentage=50"
rem The jar names the others in its manifest, so that the class path is one name however long this folder's is.
for %%j in ("%home%\lib\clearml-admin-cli-*.jar") do set "jar=%%~fj"

if "%~1"=="--make-archive" (
    "%java%" %options% -XX:ArchiveClassesAtExit="%archive%" -Xlog:disable -Xlog:all=error -cp "%jar%" io.clearmladmin.cli.ArchivedRun > nul 2>&1
    if not exist "%archive%" (
        echo %archive% could not be made 1>&2
        exit /b 1
    )
    exit /b 0
)
rem One of another Java is left aside without a word.
if exist "%archive%" set options=%options% -Xshare:auto -XX:SharedArchiveFile="%archive%" -Xlog:cds=off -Xlog:cds+dynamic=off
"%java%" %options% %JAVA_OPTS% -cp "%jar%" io.clearmladmin.cli.ClearMlAdmin %*
exit /b %errorlevel%
