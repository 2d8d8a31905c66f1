// The part of DuckDB's public C API that Weir calls, declared from its documentation (1.5), so that building needs no header
// of DuckDB's own. Handles are opaque: the engine makes them, and the destroy function of each takes a pointer to the handle.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef uint64_t idx_t;
typedef enum { DuckDBSuccess = 0, DuckDBError = 1 } duckdb_state;

typedef struct _duckdb_database *duckdb_database;
typedef struct _duckdb_config *duckdb_config;
typedef struct _duckdb_connection *duckdb_connection;
typedef struct _duckdb_prepared_statement *duckdb_prepared_statement;
typedef struct _duckdb_extracted_statements *duckdb_extracted_statements;
typedef struct _duckdb_pending_result *duckdb_pending_result;
typedef struct _duckdb_data_chunk *duckdb_data_chunk;
typedef struct _duckdb_vector *duckdb_vector;
typedef struct _duckdb_logical_type *duckdb_logical_type;
typedef struct _duckdb_appender *duckdb_appender;
typedef struct _duckdb_error_data *duckdb_error_data;

// Passed by value to some functions; every field but the last is out of use.
typedef struct {
  idx_t deprecated_column_count;
  idx_t deprecated_row_count;
  idx_t deprecated_rows_changed;
  void *deprecated_columns;
  char *deprecated_error_message;
  void *internal_data;
} duckdb_result;

typedef enum {
  DUCKDB_TYPE_INVALID = 0,
  DUCKDB_TYPE_BOOLEAN = 1,
  DUCKDB_TYPE_TINYINT = 2,
  DUCKDB_TYPE_SMALLINT = 3,
  DUCKDB_TYPE_INTEGER = 4,
  DUCKDB_TYPE_BIGINT = 5,
  DUCKDB_TYPE_UTINYINT = 6,
  DUCKDB_TYPE_USMALLINT = 7,
  DUCKDB_TYPE_UINTEGER = 8,
  DUCKDB_TYPE_UBIGINT = 9,
  DUCKDB_TYPE_FLOAT = 10,
  DUCKDB_TYPE_DOUBLE = 11,
  DUCKDB_TYPE_TIMESTAMP = 12,
  DUCKDB_TYPE_DATE = 13,
  DUCKDB_TYPE_HUGEINT = 16,
  DUCKDB_TYPE_VARCHAR = 17,
  DUCKDB_TYPE_BLOB = 18,
  DUCKDB_TYPE_DECIMAL = 19,
  DUCKDB_TYPE_LIST = 24,
  DUCKDB_TYPE_TIMESTAMP_TZ = 31,
} duckdb_type;

typedef enum {
  DUCKDB_ERROR_CONVERSION = 2,
  DUCKDB_ERROR_TRANSACTION = 10,
  DUCKDB_ERROR_CATALOG = 13,
  DUCKDB_ERROR_CONSTRAINT = 18,
  DUCKDB_ERROR_IO = 28,
  DUCKDB_ERROR_INTERRUPT = 29,
  DUCKDB_ERROR_FATAL = 30,
  DUCKDB_ERROR_OUT_OF_MEMORY = 33,
} duckdb_error_type;

// Microseconds since 1970-01-01 UTC.
typedef struct {
  int64_t micros;
} duckdb_timestamp;

typedef struct {
  uint64_t lower;
  int64_t upper;
} duckdb_hugeint;

// A list's rows in its child vector.
typedef struct {
  uint64_t offset;
  uint64_t length;
} duckdb_list_entry;

// Text of up to 12 bytes is kept in place, longer text behind the pointer.
typedef struct {
  union {
    struct {
      uint32_t length;
      char prefix[4];
      char *ptr;
    } pointer;
    struct {
      uint32_t length;
      char inlined[12];
    } inlined;
  } value;
} duckdb_string_t;

const char *duckdb_library_version(void);
void duckdb_free(void *pointer);
idx_t duckdb_vector_size(void);

// Opening
duckdb_state duckdb_create_config(duckdb_config *out_config);
duckdb_state duckdb_set_config(duckdb_config config, const char *name, const char *option);
void duckdb_destroy_config(duckdb_config *config);
duckdb_state duckdb_open_ext(const char *path, duckdb_database *out_database, duckdb_config config, char **out_error);
void duckdb_close(duckdb_database *database);
duckdb_state duckdb_connect(duckdb_database database, duckdb_connection *out_connection);
void duckdb_interrupt(duckdb_connection connection);
void duckdb_disconnect(duckdb_connection *connection);

// Statements
duckdb_state duckdb_query(duckdb_connection connection, const char *query, duckdb_result *out_result);
duckdb_state duckdb_prepare(duckdb_connection connection, const char *query, duckdb_prepared_statement *out_statement);
idx_t duckdb_extract_statements(duckdb_connection connection, const char *query, duckdb_extracted_statements *out_statements);
duckdb_state duckdb_prepare_extracted_statement(
    duckdb_connection connection, duckdb_extracted_statements statements, idx_t index, duckdb_prepared_statement *out_statement);
const char *duckdb_extract_statements_error(duckdb_extracted_statements statements);
void duckdb_destroy_extracted(duckdb_extracted_statements *statements);
const char *duckdb_prepare_error(duckdb_prepared_statement statement);
void duckdb_destroy_prepare(duckdb_prepared_statement *statement);
idx_t duckdb_nparams(duckdb_prepared_statement statement);
duckdb_state duckdb_clear_bindings(duckdb_prepared_statement statement);
duckdb_state duckdb_bind_null(duckdb_prepared_statement statement, idx_t index);
duckdb_state duckdb_bind_boolean(duckdb_prepared_statement statement, idx_t index, bool value);
duckdb_state duckdb_bind_int64(duckdb_prepared_statement statement, idx_t index, int64_t value);
duckdb_state duckdb_bind_hugeint(duckdb_prepared_statement statement, idx_t index, duckdb_hugeint value);
duckdb_state duckdb_bind_double(duckdb_prepared_statement statement, idx_t index, double value);
duckdb_state duckdb_bind_timestamp(duckdb_prepared_statement statement, idx_t index, duckdb_timestamp value);
duckdb_state duckdb_bind_varchar_length(duckdb_prepared_statement statement, idx_t index, const char *value, idx_t length);
duckdb_state duckdb_bind_blob(duckdb_prepared_statement statement, idx_t index, const void *data, idx_t length);
duckdb_state duckdb_pending_prepared(duckdb_prepared_statement statement, duckdb_pending_result *out_result);
duckdb_state duckdb_pending_prepared_streaming(duckdb_prepared_statement statement, duckdb_pending_result *out_result);
const char *duckdb_pending_error(duckdb_pending_result pending);
duckdb_state duckdb_execute_pending(duckdb_pending_result pending, duckdb_result *out_result);
void duckdb_destroy_pending(duckdb_pending_result *pending);

// Results
const char *duckdb_result_error(duckdb_result *result);
void duckdb_destroy_result(duckdb_result *result);
idx_t duckdb_column_count(duckdb_result *result);
const char *duckdb_column_name(duckdb_result *result, idx_t column);
duckdb_type duckdb_column_type(duckdb_result *result, idx_t column);
idx_t duckdb_rows_changed(duckdb_result *result);
duckdb_data_chunk duckdb_fetch_chunk(duckdb_result result);

// Chunks and vectors, for reading and for writing
duckdb_data_chunk duckdb_create_data_chunk(duckdb_logical_type *types, idx_t column_count);
void duckdb_destroy_data_chunk(duckdb_data_chunk *chunk);
void duckdb_data_chunk_reset(duckdb_data_chunk chunk);
idx_t duckdb_data_chunk_get_column_count(duckdb_data_chunk chunk);
idx_t duckdb_data_chunk_get_size(duckdb_data_chunk chunk);
void duckdb_data_chunk_set_size(duckdb_data_chunk chunk, idx_t size);
duckdb_vector duckdb_data_chunk_get_vector(duckdb_data_chunk chunk, idx_t column);
duckdb_logical_type duckdb_vector_get_column_type(duckdb_vector vector);
void *duckdb_vector_get_data(duckdb_vector vector);
uint64_t *duckdb_vector_get_validity(duckdb_vector vector);
void duckdb_vector_ensure_validity_writable(duckdb_vector vector);
duckdb_vector duckdb_list_vector_get_child(duckdb_vector vector);
idx_t duckdb_list_vector_get_size(duckdb_vector vector);
// Text that is not UTF-8 becomes NULL.
void duckdb_vector_assign_string_element_len(duckdb_vector vector, idx_t row, const char *text, idx_t length);
// The caller vouches that the text is UTF-8.
void duckdb_unsafe_vector_assign_string_element_len(duckdb_vector vector, idx_t row, const char *text, idx_t length);

// Types
duckdb_type duckdb_get_type_id(duckdb_logical_type type);
void duckdb_destroy_logical_type(duckdb_logical_type *type);
uint8_t duckdb_decimal_scale(duckdb_logical_type type);
duckdb_type duckdb_decimal_internal_type(duckdb_logical_type type);

// Appending
duckdb_state duckdb_appender_create_ext(
    duckdb_connection connection, const char *catalog, const char *schema, const char *table, duckdb_appender *out_appender);
idx_t duckdb_appender_column_count(duckdb_appender appender);
duckdb_logical_type duckdb_appender_column_type(duckdb_appender appender, idx_t column);
duckdb_state duckdb_appender_add_column(duckdb_appender appender, const char *name);
duckdb_state duckdb_append_data_chunk(duckdb_appender appender, duckdb_data_chunk chunk);
duckdb_state duckdb_appender_flush(duckdb_appender appender);
duckdb_state duckdb_appender_clear(duckdb_appender appender);
duckdb_state duckdb_appender_destroy(duckdb_appender *appender);
duckdb_error_data duckdb_appender_error_data(duckdb_appender appender);
const char *duckdb_error_data_message(duckdb_error_data error);
duckdb_error_type duckdb_error_data_error_type(duckdb_error_data error);
void duckdb_destroy_error_data(duckdb_error_data *error);

#ifdef __cplusplus
}
#endif
