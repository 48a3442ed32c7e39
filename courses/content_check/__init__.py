"""Looks at a readable course as an editor would: is each lesson whole, is its law in force, are its words today's?"""
