"""What the user typed, or gave as a file."""

from app.errors.base import Category, SourceSenseError


class ConnectionFieldError(SourceSenseError):
    """A connection field is missing or malformed. Evidence: field, problem."""

    code = "connection_field"
    category = Category.INVALID_INPUT
    title = "A connection field is not valid."
    message = "{field}: {problem}"
    next_step = "Correct this field and try again."


class ConnectionUrlError(SourceSenseError):
    """A pasted connection text cannot be split into fields. Evidence: problem (never a value of the text)."""

    code = "connection_url"
    category = Category.INVALID_INPUT
    title = "The connection URL cannot be read."
    message = "The connection URL cannot be read: {problem}"
    next_step = (
        "Use postgresql://user@host:5432/database, mysql://user@host:3306/database or sqlite:///path, a JDBC, ODBC "
        "or libpq text (docs/connecting.md lists their parameters), or fill in the fields."
    )


class PasswordInUrlError(SourceSenseError):
    """A command line holds a password inside a URL."""

    code = "password_in_url"
    category = Category.INVALID_INPUT
    title = "A password on the command line is visible to every user of this machine."
    message = "The URL holds a password; a command line is visible to every user of this machine."
    next_step = "Leave it out of the URL and use --password-stdin, --password-file or SOURCESENSE_PASSWORD."


class SettingInvalidError(SourceSenseError):
    """A setting in the environment is not valid. Evidence: setting (its variable), problem."""

    code = "setting_invalid"
    category = Category.INVALID_INPUT
    title = "A setting is not valid."
    message = "{setting}: {problem}"
    next_step = "Correct or unset this environment variable; docs/configuration.md lists them."


class UnsupportedDialectError(SourceSenseError):
    """No dialect plugin of that name. Evidence: dialect, available."""

    code = "dialect_unsupported"
    category = Category.UNIMPLEMENTED
    title = "This kind of database is not supported yet."
    message = "“{dialect}” is not supported; available are {available}."
    next_step = "Choose one of the available kinds, or install a plugin for it."


class ExportUnknownError(SourceSenseError):
    """No export plugin of that name, or it does not load. Evidence: format, available."""

    code = "export_unknown"
    category = Category.INVALID_INPUT
    title = "There is no such format."
    message = "“{format}” is no format that a schema can be written in; there are {available}."
    next_step = "Choose one of these; for a plugin that does not load see sourcesense doctor."


class OutputFileError(SourceSenseError):
    """The file a command should write cannot be written. Evidence: path, reason."""

    code = "output_file"
    category = Category.INVALID_INPUT
    title = "The output file cannot be written."
    message = "{path} cannot be written: {reason}."
    next_step = "Choose another path, or leave --output out and redirect standard output."


class SnapshotFileError(SourceSenseError):
    """A file is no snapshot of ours. Evidence: problem."""

    code = "snapshot_file"
    category = Category.INVALID_INPUT
    title = "The file cannot be read as a schema."
    message = "The file cannot be read as a schema: {problem}."
    next_step = "Use a file that sourcesense schema wrote with --format json or jsonl."


class ProfileFileError(SourceSenseError):
    """A file is no profile of ours, or does not follow the one before. Evidence: path, problem."""

    code = "profile_file"
    category = Category.INVALID_INPUT
    title = "The file cannot be compared as a profile."
    message = "{path} cannot be compared as a profile: {problem}."
    next_step = "Give files that sourcesense profile --json wrote, from the oldest to the newest."


class InputFileError(SourceSenseError):
    """A file whose columns should be classified cannot be read. Evidence: path, problem."""

    code = "input_file"
    category = Category.INVALID_INPUT
    title = "The file cannot be read as columns."
    message = "{path} cannot be read: {problem}."
    next_step = "Give a CSV, JSON lines or Parquet file, or - for standard input; --format says which it is."


class DetectorFileError(SourceSenseError):
    """A file of custom detectors cannot be used. Evidence: path, problem (with the id of the detector)."""

    code = "detector_file"
    category = Category.INVALID_INPUT
    title = "The file of detectors is not valid."
    message = "{path}: {problem}"
    next_step = (
        "Run sourcesense detectors lint on it; docs/detectors-custom.md shows how a detector is written."
    )


class TableUnknownError(SourceSenseError):
    """A table that was named is not there. Evidence: table, known (names near it, or how many there are)."""

    code = "table_unknown"
    category = Category.INVALID_INPUT
    title = "There is no table of that name."
    message = "No table or view is called {table}; {known}."
    next_step = (
        "Give its name, schema.name, or a glob such as sales.*; sourcesense schema lists what there is."
    )


class NothingToProfileError(SourceSenseError):
    """No table is left to read. Evidence: database, tables (how many there are)."""

    code = "nothing_to_profile"
    category = Category.INVALID_INPUT
    title = "There is no table to profile."
    message = (
        "{database} has no table to profile: of {tables} tables and views that can be seen none is asked for."
    )
    next_step = "Check the database, --include and --exclude; --views reads views too; GRANT SELECT shows what is hidden."


class RuleFileError(SourceSenseError):
    """A file of rules cannot be used. Evidence: line (from 1), path (within the file), problem."""

    code = "rule_file"
    category = Category.INVALID_INPUT
    title = "The file of rules is not valid."
    message = "Line {line}, {path}: {problem}."
    next_step = "Correct it and run sourcesense rules lint on it; docs/rules.md shows how rules are written."
